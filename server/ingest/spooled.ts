import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { AppError } from "../platform/errors";

/** A full disk, and a folder that is not there or may not be written to. */
const UNUSABLE = ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "ENOENT"];

const isUnusable = ({ code = "" }: NodeJS.ErrnoException) => UNUSABLE.includes(code);

/**
 * Writes a file that is being received to the temporary folder (`TMPDIR`), and reads it from there:
 * its sender need not wait for what is done with it, and nothing begins before all of it is here.
 * Where files may be deleted while they are open, it is gone even if this process is killed.
 */
export async function spooled<T>(
  chunks: AsyncIterable<Buffer>,
  use: (file: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-import-")).catch(mustBeUsable);
  const remove = () => rm(folder, { recursive: true, force: true }).catch(() => {});
  try {
    const file = await open(path.join(folder, "file"), "wx+", 0o600);
    try {
      await remove();
      await writeFile(file, chunks);
      return await use(file.createReadStream({ start: 0, autoClose: false }));
    } finally {
      await file.close();
    }
  } catch (error) {
    return mustBeUsable(error as Error);
  } finally {
    await remove();
  }
}

/** Says what is wrong with the temporary folder, if that is what failed. */
function mustBeUsable(error: Error): never {
  if (!isUnusable(error)) throw error;
  throw new AppError(
    "SERVICE_UNAVAILABLE",
    "This file does not fit into the server’s temporary folder. Free some space there, or set TMPDIR to a larger folder that Broadsheet may write to.",
  );
}
