import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { derivedKey } from "../../platform/derived-key";

/** What a challenge is for: one purpose, and one subject. */
export type Purpose = "sign in" | "register" | "second step" | "confirm";

/** How long a page with its challenge may stay open. */
const MINUTES_30 = 30 * 60_000;

const HEAD_BYTES = 6 + 16;

const signature = (head: Buffer, purpose: Purpose, subject: string) =>
  createHmac("sha256", derivedKey("passkey challenges"))
    .update(head)
    .update(`${purpose}\n${subject}`)
    .digest();

/**
 * A challenge that carries its own expiry and signature, so that showing a sign-in page writes
 * nothing. `subject` is the id of a user or session, or "" for anybody.
 */
export function newChallenge(purpose: Purpose, subject: string, now: Date) {
  const head = Buffer.concat([Buffer.alloc(6), randomBytes(16)]);
  head.writeUIntBE(now.getTime() + MINUTES_30, 0, 6);
  return new Uint8Array(Buffer.concat([head, signature(head, purpose, subject)]));
}

/**
 * When this challenge expires; null unless it is ours, for this purpose and subject, and not
 * expired.
 */
export function expiryOf(
  challenge: string,
  purpose: Purpose,
  subject: string,
  now: Date,
): Date | null {
  const bytes = Buffer.from(challenge, "base64url");
  // the same bytes in another spelling would not match a used challenge
  if (bytes.toString("base64url") !== challenge) return null;
  const head = bytes.subarray(0, HEAD_BYTES);
  const signed = bytes.subarray(HEAD_BYTES);
  if (head.length < HEAD_BYTES) return null;
  const expected = signature(head, purpose, subject);
  if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) return null;
  const expires = new Date(head.readUIntBE(0, 6));
  return expires > now ? expires : null;
}
