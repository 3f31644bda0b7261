import { statfs } from "node:fs/promises";

type DiskState = "ok" | "nearly full";

const GIGABYTE = 1_000_000_000;
const SMALL_SHARE = 0.1;

/** Blocks of a file system, as `statfs` counts them: all, those left for others than root, their bytes. */
interface Blocks {
  blocks: number;
  bavail: number;
  bsize: number;
}

/** Less than a gigabyte is left, which is what Postgres' log alone may need; on a small disk, a tenth. */
export const isNearlyFull = ({ blocks, bavail, bsize }: Blocks): boolean =>
  bavail * bsize < Math.min(GIGABYTE, blocks * bsize * SMALL_SHARE);

/** How the disk of a folder is; undefined where nothing tells. */
export async function diskOf(
  folder: string,
  ask: (folder: string) => Promise<Blocks> = statfs,
): Promise<DiskState | undefined> {
  const found = await ask(folder).catch(() => null);
  return found ? (isNearlyFull(found) ? "nearly full" : "ok") : undefined;
}
