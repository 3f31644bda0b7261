import { hkdfSync } from "node:crypto";
import { env } from "./env";
import { AppError } from "./errors";

/** Whether AUTH_SECRET is set: `npm start` creates one only for the embedded database. */
export const hasSecret = () => env().AUTH_SECRET !== undefined;

/** A 32-byte key for one purpose, derived from AUTH_SECRET. */
export function derivedKey(purpose: string): Buffer {
  const { AUTH_SECRET } = env();
  if (!AUTH_SECRET) {
    throw new AppError("BAD_REQUEST", "This needs AUTH_SECRET, which is not set on this server.");
  }
  return Buffer.from(hkdfSync("sha256", AUTH_SECRET, "", `broadsheet ${purpose}`, 32));
}
