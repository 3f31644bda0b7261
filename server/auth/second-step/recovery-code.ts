import { createHash, randomInt } from "node:crypto";

/** Without letters and digits that are easily confused. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const LENGTH = 16;

/** About 79 random bits, in groups of four. */
export function newRecoveryCode(): string {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return characters.join("").replace(/.{4}(?=.)/g, "$&-");
}

/**
 * The stored form of a code, however it is typed. A fast hash suffices: there are too many codes to
 * try.
 */
export function hashRecoveryCode(code: string, userId: string): string {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, "");
  return createHash("sha256").update(`${userId}\n${plain}`).digest("base64url");
}
