import { open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "../platform/errors";

/**
 * Writes a file completely or not at all: under another name first, then flushed, then renamed.
 * Only its owner may read it. Refuses to replace a file. Returns its size in bytes.
 */
export async function writeWhole(file: string, content: AsyncIterable<Buffer>): Promise<number> {
  if (await stat(file).catch(() => null)) {
    throw new AppError("CONFLICT", `The file ${file} already exists: choose another name.`);
  }
  const partial = `${file}.${process.pid}.partial`;
  try {
    // opened before anything can break off, so that a failure finds the file to remove
    const handle = await open(partial, "w", 0o600);
    // `flush`: on disk before the file is closed
    await pipeline(content, handle.createWriteStream({ flush: true }));
    const { size } = await stat(partial);
    await rename(partial, file);
    await syncFolder(path.dirname(file));
    return size;
  } catch (error) {
    await rm(partial, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (!syscall || !code) throw error;
    throw new AppError(
      "CONFLICT",
      `The backup could not be written to ${path.dirname(file)} (${code}): check the free disk space and the permissions of the folder.`,
    );
  }
}

/** A new name is on disk only when its folder is. Windows cannot do this, and need not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
