import { amendAct, logAct } from "../audit/mutations";
import { mustStillAdminister, requireConfirmed } from "../auth/sessions/queries";
import type { UserContext } from "../platform/context";
import { problemsSeen } from "./check-file";
import { type ImportCounts, importRows } from "./import-file";
import { oneOf } from "./one-at-a-time";
import type { ImportOptions } from "./schema";
import { spooled } from "./spooled";
import { readUploaded, withinSize } from "./uploaded";

const number = new Intl.NumberFormat("en-US");

/** "12 rows: 3 papers added, 1 updated, 7 unchanged, 1 left out." */
function sentenceOf({ read, added, updated, skipped }: ImportCounts, isEnd: boolean): string {
  const unchanged = read - added - updated - skipped;
  const rows = `${number.format(read)} ${read === 1 ? "row" : "rows"}`;
  const papers = `${number.format(added)} ${added === 1 ? "paper" : "papers"} added`;
  const others = [`${number.format(updated)} updated`, `${number.format(unchanged)} unchanged`];
  const all = [papers, ...others, `${number.format(skipped)} left out`].join(", ");
  return isEnd ? `${rows}: ${all}.` : `Not finished after ${rows}: ${all}.`;
}

interface Upload {
  file: AsyncIterable<Buffer>;
  options: ImportOptions;
  left?: AbortSignal | undefined;
  onProgress?: ((counts: ImportCounts) => void) | undefined;
}

/**
 * Imports a file that an administrator sends, as the command line would, and logs it: an entry is
 * made with the first papers and kept up with the later ones, each in the transaction that stores
 * them, so that the log is right wherever an import ends.
 */
export async function importUploaded(ctx: UserContext, upload: Upload) {
  await requireConfirmed(ctx);
  return oneOf("import", () =>
    spooled(withinSize(upload.file), (file) => importLogged(ctx, { ...upload, file })),
  );
}

async function importLogged(ctx: UserContext, { file, options, left, onProgress }: Upload) {
  const faults = problemsSeen();
  let entry: number | undefined;
  const counts = await importRows(ctx, readUploaded(file, left), options, {
    onProgress,
    onSkipped: faults.add,
    async onStored(tx, stored, isEnd) {
      await mustStillAdminister(tx);
      const detail = sentenceOf(stored, isEnd);
      if (entry === undefined) entry = await logAct(tx, { act: "papers.import", detail });
      else await amendAct(tx, entry, detail);
    },
  });
  return { ...counts, ...faults.seen() };
}

export type Imported = Awaited<ReturnType<typeof importUploaded>>;
