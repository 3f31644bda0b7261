import { pipeline, Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { extract, pack } from "tar-stream";
import { AppError } from "../platform/errors";
import { peek, through } from "../platform/streams";
import { SEAL, seal, unseal } from "./seal";

/** A file in the archive. */
export interface Entry {
  name: string;
  data: Buffer;
}

/** Larger entries are refused unread: ours are about 1 MB, or the length of one row. */
const MAX_ENTRY_BYTES = 256_000_000;

const damaged = () =>
  new AppError("BAD_REQUEST", "The backup is damaged or cut off: use another copy of it.");

/** The entries as a tar archive, produced only as fast as it is read. */
async function* tar(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const archive = pack();
  const add = ({ name, data }: Entry) =>
    new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve());
      archive.entry({ name, mtime: new Date(0) }, data, done).on("error", reject);
    });
  const fill = async () => {
    for await (const entry of entries) await add(entry);
    archive.finalize();
  };
  const filled = fill().catch((error) => {
    archive.destroy(error);
  });
  // errors reach the stream's reader
  archive.on("error", () => {});
  try {
    yield* archive;
  } finally {
    archive.destroy();
    await filled;
  }
}

/** The bytes of a backup with these entries, encrypted where a passphrase is given. */
export async function* writeArchive(entries: AsyncIterable<Entry>, passphrase: string | null) {
  const packed = through(tar(entries), createGzip());
  yield* passphrase === null ? packed : seal(packed, passphrase);
}

/** The decompressed file, decrypted first if it is encrypted. */
async function unpacked(file: AsyncIterable<Buffer>, passphrase: string | null) {
  const { head, all } = await peek(file, ({ length }) => length >= SEAL.length);
  if (!head.subarray(0, SEAL.length).equals(SEAL)) {
    if (head[0] === 0x1f && head[1] === 0x8b) return all;
    throw new AppError("BAD_REQUEST", "This file is not a backup of Broadsheet.");
  }
  if (passphrase !== null) return unseal(all, passphrase);
  throw new AppError(
    "BAD_REQUEST",
    "This backup is encrypted: set BACKUP_PASSPHRASE to the passphrase that it was made with.",
  );
}

/** The entries of a backup, one in memory at a time. Throws `BAD_REQUEST` if it is damaged. */
export async function* readArchive(
  file: AsyncIterable<Buffer>,
  passphrase: string | null,
): AsyncGenerator<Entry> {
  const packed = await unpacked(file, passphrase);
  const archive = extract();
  let failure: unknown;
  pipeline(Readable.from(packed), createGunzip(), archive, (error) => {
    failure = error;
  });
  try {
    for await (const entry of archive) {
      const { name, size = 0 } = entry.header;
      if (size > MAX_ENTRY_BYTES) throw damaged();
      const parts: Buffer[] = [];
      for await (const part of entry) parts.push(part);
      yield { name, data: Buffer.concat(parts) };
    }
  } catch (error) {
    const cause = failure ?? error;
    throw cause instanceof AppError ? cause : damaged();
  } finally {
    archive.destroy();
  }
}
