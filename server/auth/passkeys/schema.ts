import { z } from "zod";
import { uuid } from "../../platform/ids";

const encoded = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]*$/);

/** The transports that WebAuthn defines. */
const TRANSPORTS = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] as const;

/** Transports that a browser knows and we do not are dropped. */
const transports = z
  .array(z.string().max(100))
  .max(10)
  .transform((given) => TRANSPORTS.filter((transport) => given.includes(transport)));

const credential = {
  id: encoded(1400),
  rawId: encoded(1400),
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  // extension results are not used
  clientExtensionResults: z.unknown().transform(() => ({})),
};

/** The browser's response when a passkey is created. */
export const registrationInput = z.strictObject({
  ...credential,
  response: z.object({
    clientDataJSON: encoded(4000),
    attestationObject: encoded(20_000),
    transports: transports.optional(),
  }),
});

/** The browser's response when a passkey is used. */
export const assertionInput = z.strictObject({
  ...credential,
  response: z.object({
    clientDataJSON: encoded(4000),
    authenticatorData: encoded(4000),
    signature: encoded(4000),
    userHandle: encoded(200).optional(),
  }),
});

/** The same, as the text of a form's field. */
export const assertionField = z
  .string()
  .max(20_000)
  .transform((text, { addIssue }) => {
    try {
      return JSON.parse(text);
    } catch {
      addIssue("must be JSON");
      return z.NEVER;
    }
  })
  .pipe(assertionInput);

export type Assertion = z.output<typeof assertionInput>;

export const registerInput = z.strictObject({ response: registrationInput });

export const passkeyInput = z.strictObject({ id: uuid() });
