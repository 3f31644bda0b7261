import { statfs } from "node:fs/promises";

type DiskState = "ok" | "nearly full";

const GIGABYTE = 1_000_000_000;
const SMALL_SHARE = 0.1;

/** A file system's `statfs` numbers: all blocks, blocks available to non-root users, block size. */
interface Blocks {
  blocks: number;
  bavail: number;
  bsize: number;
}

/** Less than a gigabyte is left, which Postgres' log alone may need; on a small disk, a tenth. */
export const isNearlyFull = ({ blocks, bavail, bsize }: Blocks): boolean =>
  bavail * bsize < Math.min(GIGABYTE, blocks * bsize * SMALL_SHARE);

/** A folder's disk; null if it cannot be determined. */
export const freeOf = (folder: string): Promise<Blocks | null> => statfs(folder).catch(() => null);

/** The state of a folder's disk; undefined if it cannot be determined. */
export async function diskOf(
  folder: string,
  ask: (folder: string) => Promise<Blocks> = statfs,
): Promise<DiskState | undefined> {
  const found = await ask(folder).catch(() => null);
  return found ? (isNearlyFull(found) ? "nearly full" : "ok") : undefined;
}
