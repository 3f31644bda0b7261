import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { AppError } from "../platform/errors";
import { peek } from "../platform/streams";

/*
 * Encryption with a passphrase, in the manner of age's STREAM: a header (the line below, scrypt's
 * cost as a power of two in one byte, a salt of 16 bytes), then blocks of 64 KiB, each encrypted
 * with AES-256-GCM under a nonce that counts the blocks and marks the last one. So nobody can
 * change, reorder, drop or cut off blocks unnoticed. The header is authenticated with each block.
 */

export const SEAL = Buffer.from("broadsheet sealed backup 1\n");

const COST = 17;
/** 1 GB of memory: a damaged header cannot demand more. */
const MAX_COST = 20;
const SALT_BYTES = 16;
const HEADER_BYTES = SEAL.length + 1 + SALT_BYTES;
const BLOCK_BYTES = 65_536;
const TAG_BYTES = 16;

const damaged = (isFirst: boolean) =>
  new AppError(
    "BAD_REQUEST",
    isFirst
      ? "The passphrase does not open this backup: it is another one, or the file is damaged or cut off near its beginning."
      : "The backup is damaged or cut off: use another copy of it.",
  );

function keyOf(passphrase: string, header: Buffer): Promise<Buffer> {
  const cost = header[SEAL.length] ?? 0;
  if (cost < 1 || cost > MAX_COST) throw damaged(true);
  const N = 2 ** cost;
  // another machine may compose a typed accented letter differently
  const password = passphrase.normalize("NFC");
  return new Promise((resolve, reject) =>
    scrypt(
      password,
      header.subarray(SEAL.length + 1),
      32,
      { N, r: 8, p: 1, maxmem: 130 * N * 8 },
      (error, key) => (error ? reject(error) : resolve(key)),
    ),
  );
}

function nonceOf(block: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(block, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Cuts a stream into blocks of exactly this size, and a last one of at most it, possibly empty. */
async function* blocks(source: AsyncIterable<Buffer>, size: number) {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    parts.push(chunk);
    length += chunk.length;
    // a full block may be the last one, so it waits until another follows
    if (length <= size) continue;
    let rest = Buffer.concat(parts);
    for (; rest.length > size; rest = rest.subarray(size)) {
      yield { block: rest.subarray(0, size), isLast: false };
    }
    parts = [rest];
    length = rest.length;
  }
  yield { block: Buffer.concat(parts), isLast: true };
}

/** Encrypts a stream. */
export async function* seal(source: AsyncIterable<Buffer>, passphrase: string) {
  const header = Buffer.concat([SEAL, Buffer.from([COST]), randomBytes(SALT_BYTES)]);
  const key = await keyOf(passphrase, header);
  yield header;
  let number = 0;
  for await (const { block, isLast } of blocks(source, BLOCK_BYTES)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number++, isLast)).setAAD(header);
    yield Buffer.concat([cipher.update(block), cipher.final(), cipher.getAuthTag()]);
  }
}

/** A stream without its first bytes. */
async function* skip(source: AsyncIterable<Buffer>, count: number) {
  let left = count;
  for await (const chunk of source) {
    yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** Decrypts the output of `seal`. Throws `BAD_REQUEST` if it is incomplete. */
export async function* unseal(source: AsyncIterable<Buffer>, passphrase: string) {
  const { head, all } = await peek(source, ({ length }) => length >= HEADER_BYTES);
  if (head.length < HEADER_BYTES) throw damaged(false);
  const header = head.subarray(0, HEADER_BYTES);
  const key = await keyOf(passphrase, header);
  let number = 0;
  for await (const { block, isLast } of blocks(skip(all, HEADER_BYTES), BLOCK_BYTES + TAG_BYTES)) {
    yield open(block, key, header, number++, isLast);
  }
}

function open(block: Buffer, key: Buffer, header: Buffer, number: number, isLast: boolean) {
  const end = block.length - TAG_BYTES;
  if (end < 0) throw damaged(number === 0);
  const cipher = createDecipheriv("aes-256-gcm", key, nonceOf(number, isLast)).setAAD(header);
  cipher.setAuthTag(block.subarray(end));
  try {
    return Buffer.concat([cipher.update(block.subarray(0, end)), cipher.final()]);
  } catch {
    throw damaged(number === 0);
  }
}
