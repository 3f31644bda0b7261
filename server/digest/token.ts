import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedKey } from "../platform/derived-key";
import { deliversMail } from "../platform/email/send";

/**
 * What a link may do: confirm an address, which proves it if the link was mailed and not if it was
 * `kept`, or change and end a subscription.
 */
type Purpose = "confirm" | "kept" | "manage";

const ID_BYTES = 16;
const MAC_BYTES = 18;

function macOf(id: Buffer, purpose: Purpose): Buffer {
  const mac = createHmac("sha256", derivedKey("digest links")).update(purpose).update(id);
  return mac.digest().subarray(0, MAC_BYTES);
}

/** A token for a subscription: not to be guessed, and in no copy of the database. */
export function tokenFor(subscriptionId: string, purpose: Purpose): string {
  const id = Buffer.from(subscriptionId.replaceAll("-", ""), "hex");
  return Buffer.concat([id, macOf(id, purpose)]).toString("base64url");
}

/** The subscription of a token that was made here for this purpose; null for any other text. */
export function subscriptionOf(token: string, purpose: Purpose): string | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== ID_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const id = bytes.subarray(0, ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), macOf(id, purpose))) return null;
  const hex = id.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** The subscription that a link confirms. A kept link works only as long as no mail is delivered. */
export function confirmedBy(token: string): { id: string; isProof: boolean } | null {
  const mailed = subscriptionOf(token, "confirm");
  if (mailed) return { id: mailed, isProof: true };
  const kept = deliversMail() ? null : subscriptionOf(token, "kept");
  return kept ? { id: kept, isProof: false } : null;
}
