import { z } from "zod";
import { uuid } from "../../platform/ids";

const encoded = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]*$/);

/** The ways to reach an authenticator that WebAuthn names. */
const TRANSPORTS = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] as const;

/** A browser may know more of them than we do: those are left out. */
const transports = z
  .array(z.string().max(100))
  .max(10)
  .transform((given) => TRANSPORTS.filter((transport) => given.includes(transport)));

const credential = {
  id: encoded(1400),
  rawId: encoded(1400),
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  // what extensions say is not used
  clientExtensionResults: z.unknown().transform(() => ({})),
};

/** What a browser answers when a passkey is made. */
export const registrationInput = z.strictObject({
  ...credential,
  response: z.object({
    clientDataJSON: encoded(4000),
    attestationObject: encoded(20_000),
    transports: transports.optional(),
  }),
});

/** What a browser answers when a passkey is used. */
export const assertionInput = z.strictObject({
  ...credential,
  response: z.object({
    clientDataJSON: encoded(4000),
    authenticatorData: encoded(4000),
    signature: encoded(4000),
    userHandle: encoded(200).optional(),
  }),
});

export type Assertion = z.output<typeof assertionInput>;

export const registerInput = z.strictObject({ response: registrationInput });

export const passkeyInput = z.strictObject({ id: uuid() });
