import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { derivedKey } from "../../platform/derived-key";

/** What an answer to a challenge is good for: one of these, and for one subject only. */
export type Purpose = "sign in" | "register" | "second step" | "confirm";

/** A page with its challenge may stay open this long. */
const MINUTES_30 = 30 * 60_000;

const HEAD_BYTES = 6 + 16;

const signature = (head: Buffer, purpose: Purpose, subject: string) =>
  createHmac("sha256", derivedKey("passkey challenges"))
    .update(head)
    .update(`${purpose}\n${subject}`)
    .digest();

/**
 * A challenge that carries its own expiry and signature, so that showing a sign-in page writes
 * nothing. `subject` is whom it is for: a user's or a session's id, or "" for anybody.
 */
export function newChallenge(purpose: Purpose, subject: string, now: Date) {
  const head = Buffer.concat([Buffer.alloc(6), randomBytes(16)]);
  head.writeUIntBE(now.getTime() + MINUTES_30, 0, 6);
  return new Uint8Array(Buffer.concat([head, signature(head, purpose, subject)]));
}

/** When this challenge expires, if it is ours, for this purpose and subject, and still good. */
export function expiryOf(
  challenge: string,
  purpose: Purpose,
  subject: string,
  now: Date,
): Date | null {
  const bytes = Buffer.from(challenge, "base64url");
  // the same bytes in another spelling would not be found among the used challenges
  if (bytes.toString("base64url") !== challenge) return null;
  const head = bytes.subarray(0, HEAD_BYTES);
  const signed = bytes.subarray(HEAD_BYTES);
  if (head.length < HEAD_BYTES) return null;
  const expected = signature(head, purpose, subject);
  if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) return null;
  const expires = new Date(head.readUIntBE(0, 6));
  return expires > now ? expires : null;
}
