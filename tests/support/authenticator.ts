import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { env } from "@/server/platform/env";

const sha256 = (data: Buffer) => createHash("sha256").update(data).digest();

const USER_PRESENT_AND_VERIFIED = 0x05;
const HAS_CREDENTIAL = 0x40;

/** A text or byte string in CBOR. */
const cbor = (data: string | Buffer): Buffer => {
  const bytes = Buffer.from(data);
  const major = typeof data === "string" ? 0x60 : 0x40;
  const head =
    bytes.length < 24
      ? [major | bytes.length]
      : [major | 0x19, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from(head), bytes]);
};

/** A software authenticator: it creates one passkey and signs with it, as a browser would. */
export function softAuthenticator({ rpId = "localhost", origin = "" } = {}) {
  const at = origin || `http://localhost:${env().PORT}`;
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(16);
  let counter = 0;

  const dataOf = (flags: number, rest = Buffer.alloc(0)) => {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(Buffer.from(rpId)), head, rest]);
  };
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));
  const credential = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key" as const,
    clientExtensionResults: {},
  };

  return {
    credential,
    /** Sets the next counter: a lower one suggests a copied key. */
    setCounter(to: number) {
      counter = to;
    },
    make({ challenge }: { challenge: string }) {
      const key = Buffer.concat([
        Buffer.from("a5010203262001215820", "hex"),
        Buffer.from(x, "base64url"),
        Buffer.from("225820", "hex"),
        Buffer.from(y, "base64url"),
      ]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const authData = dataOf(USER_PRESENT_AND_VERIFIED | HAS_CREDENTIAL, attested);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[cbor("fmt"), cbor("none"), cbor("attStmt"), Buffer.from([0xa0])],
        ...[cbor("authData"), cbor(authData)],
      ]);
      return {
        ...credential,
        response: {
          clientDataJSON: clientData("webauthn.create", challenge).toString("base64url"),
          attestationObject: attestation.toString("base64url"),
          transports: ["internal" as const],
        },
      };
    },
    get({ challenge }: { challenge: string }) {
      const authData = dataOf(USER_PRESENT_AND_VERIFIED);
      const client = clientData("webauthn.get", challenge);
      const signature = sign("sha256", Buffer.concat([authData, sha256(client)]), privateKey);
      return {
        ...credential,
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: authData.toString("base64url"),
          signature: signature.toString("base64url"),
        },
      };
    },
  };
}
