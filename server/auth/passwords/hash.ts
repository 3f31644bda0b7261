import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";

interface Cost {
  ln: number;
  r: number;
  p: number;
}

/** By default 32 MB and about 0.2 s per hash: scrypt parameters that OWASP considers sufficient. */
const current = (): Cost => ({ ln: env().SCRYPT_COST, r: 8, p: 3 });

const written = ({ ln, r, p }: Cost, salt: string, key: string) =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${salt}$${key}`;

/**
 * At most this many hashes at once: a crowd signing in takes the memory of two, and half of the
 * four threads that Node also uses for files, compression and DNS.
 */
const AT_ONCE = 2;
/** At most this many wait, two to four seconds on a small machine; the rest are refused. */
export const MAX_WAITING = 16;
let admitted = 0;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs work that hashes a password, or refuses it if the wait would be too long. Attempts are
 * counted inside `work`, so a refused one does not count.
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (admitted >= AT_ONCE + MAX_WAITING) {
    throw new AppError(
      "SERVICE_UNAVAILABLE",
      "Too many people are signing in right now. Please try again in a few seconds.",
    );
  }
  admitted++;
  try {
    return await work();
  } finally {
    admitted--;
  }
}

async function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  const options: ScryptOptions = { N: 2 ** cost.ln, r: cost.r, p: cost.p, maxmem: 128 * 2 ** 20 };
  try {
    return await new Promise((resolve, reject) =>
      scrypt(password.normalize("NFKC"), salt, 32, options, (error, key) =>
        error ? reject(error) : resolve(key),
      ),
    );
  } finally {
    // the slot passes directly to the next waiter
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/**
 * A salted scrypt hash as a PHC string: `$scrypt$ln=15,r=8,p=3$salt$hash`. Call within `inTurn`.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const cost = current();
  const key = await derive(password, salt, cost);
  return written(cost, salt.toString("base64url"), key.toString("base64url"));
}

/** A hash of no password: checked if none is stored, so that the response takes as long. */
const nobodys = () => written(current(), "A".repeat(22), "A".repeat(43));

/**
 * Whether the password matches the stored hash, taking the same time if none is stored. `outdated`
 * asks for a new hash with the current parameters. Call within `inTurn`.
 */
export async function checkPassword(
  password: string,
  stored: string | null | undefined,
): Promise<{ right: boolean; outdated: boolean }> {
  const parts = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(
    stored ?? nobodys(),
  );
  if (!parts) throw new Error("A stored password hash is damaged.");
  const [, ln, r, p, salt = "", hash = ""] = parts;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const key = await derive(password, Buffer.from(salt, "base64url"), cost);
  const equal = timingSafeEqual(key, Buffer.from(hash, "base64url"));
  const now = current();
  const outdated = cost.ln !== now.ln || cost.r !== now.r || cost.p !== now.p;
  return { right: equal && Boolean(stored), outdated };
}
