import { createGunzip } from "node:zlib";
import { AppError } from "../platform/errors";
import { through } from "../platform/streams";

const damaged = () =>
  new AppError("BAD_REQUEST", "The file is damaged: it does not unpack to its end.");

/**
 * Decompresses gzip of one or several members; zeros may pad the end. Node's gunzip silently stops
 * at a zero between members, so this checks what follows. Throws `BAD_REQUEST` if the file is
 * damaged.
 */
export async function* unpacked(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const chunks = file[Symbol.asyncIterator]();
  let read = 0;
  /** The length of the file without trailing zeros. */
  let filled = 0;
  async function* packed() {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      const last = next.value.findLastIndex((byte) => byte !== 0);
      if (last >= 0) filled = read + last + 1;
      read += next.value.length;
      yield next.value;
    }
  }
  try {
    yield* through(packed(), gunzip);
    // gunzip may have stopped before the end of the file
    for await (const _ of packed());
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code?.startsWith("Z_") ? damaged() : error;
  } finally {
    await chunks.return?.();
  }
  if (filled > gunzip.bytesWritten) throw damaged();
}
