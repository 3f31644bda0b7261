import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";

interface Cost {
  ln: number;
  r: number;
  p: number;
}

/** Unless set otherwise 32 MB and about 0.2 s a hash: scrypt parameters that OWASP names as enough. */
const current = (): Cost => ({ ln: env().SCRYPT_COST, r: 8, p: 3 });

const written = ({ ln, r, p }: Cost, salt: string, key: string) =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${salt}$${key}`;

/**
 * At most this many at a time: a crowd signing in takes the memory of two, and half of the four threads
 * that Node also reads files, compresses and looks names up with.
 */
const AT_ONCE = 2;
/** So many may wait for their turn, two to four seconds on a small machine; more are sent away. */
export const MAX_WAITING = 16;
let admitted = 0;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Does work that hashes a password, or refuses it where the password would wait too long. A try is
 * counted inside `work`: one that is refused here does not count.
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
    // the place passes to the next in line without ever being free
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** A salted scrypt hash as a PHC string: `$scrypt$ln=15,r=8,p=3$salt$hash`. Called within `inTurn`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const cost = current();
  const key = await derive(password, salt, cost);
  return written(cost, salt.toString("base64url"), key.toString("base64url"));
}

/** Nobody's password: checked where there is none, so that the answer takes as long. */
const nobodys = () => written(current(), "A".repeat(22), "A".repeat(43));

/**
 * Whether this is the password of the stored hash, in the same time when nothing is stored.
 * `outdated` asks for a new hash with today's parameters. Called within `inTurn`.
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
