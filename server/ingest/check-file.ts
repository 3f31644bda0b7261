import { readableText } from "../papers/readable";
import type { Context } from "../platform/context";
import { AppError } from "../platform/errors";
import { identityOf } from "./identity";
import { findEditions } from "./queries";
import { type Row, reasonOf } from "./rows";
import type { ImportOptions } from "./schema";
import { futureDay, withinTime } from "./within-time";

/** How many of a file's papers are looked up at once. */
const BATCH = 1_000;

/** The most problems of a file that are reported with their lines. */
const MAX_PROBLEMS_SHOWN = 50;
/** The most editions that are named, the newest first. */
const MAX_EDITIONS_SHOWN = 12;
const TITLES_SHOWN = 10;

export interface LineProblem {
  line: number;
  field: string | null;
  message: string;
}

/** Collects problems, up to a limit; the others are counted. */
export function problemsSeen() {
  const shown: LineProblem[] = [];
  let more = 0;
  return {
    add({ line, problems }: Extract<Row, { problems: unknown }>) {
      for (const problem of problems) {
        if (shown.length < MAX_PROBLEMS_SHOWN) shown.push({ line, ...problem });
        else more++;
      }
    },
    seen: () => ({ problems: shown, moreProblems: more }),
  };
}

/** A paper of the file: the edition it is for, and what is known of it here. */
interface Listed {
  day: string | null;
  isKnown: boolean;
  /** It is in an edition already, and stays there. */
  isPlaced: boolean;
  upvotes: number;
}

/**
 * Reads a file and says what an import of it would do, without writing anything. A paper that
 * occurs in it several times counts once.
 */
export async function checkRows(ctx: Context, rows: AsyncIterable<Row>, options: ImportOptions) {
  const reason = futureDay(ctx, options.edition);
  if (reason) throw new AppError("BAD_REQUEST", `${reason}.`, "edition");
  const listed = new Map<string, Listed>();
  const titles: { slug: string; title: string }[] = [];
  const faults = problemsSeen();
  let [read, invalid] = [0, 0];
  let batch: string[] = [];
  const lookUp = async () => {
    const found = await findEditions(ctx, batch);
    for (const [slug, day] of found) {
      const paper = listed.get(slug);
      if (paper) Object.assign(paper, { isKnown: true, isPlaced: day !== null });
    }
    batch = [];
  };
  for await (const row of withinTime(ctx, rows)) {
    read++;
    if ("problems" in row) {
      invalid++;
      faults.add(row);
      continue;
    }
    const { slug } = identityOf(row.paper);
    const day = row.paper.feedDate ?? options.edition;
    const before = listed.get(slug);
    if (before) {
      before.day ??= day;
      before.upvotes = Math.max(before.upvotes, row.paper.upvotes ?? 0);
      continue;
    }
    listed.set(slug, { day, isKnown: false, isPlaced: false, upvotes: row.paper.upvotes ?? 0 });
    if (titles.length < TITLES_SHOWN) titles.push({ slug, title: readableText(row.paper.title) });
    batch.push(slug);
    if (batch.length === BATCH) await lookUp();
  }
  await lookUp();
  const { problems, moreProblems } = faults.seen();
  const [first] = problems;
  // a file that only looks like JSON at its beginning
  if (first && listed.size === 0 && invalid === read && problems.every(isOfWholeRow)) {
    throw new AppError(
      "BAD_REQUEST",
      `Nothing in this file can be read as a paper. Line ${first.line}: ${reasonOf([first])}.`,
    );
  }
  if (read === 0) {
    throw new AppError("BAD_REQUEST", "There are no papers in this file. Choose another one.");
  }
  return {
    /** Rows of the file, with the invalid ones and repetitions. */
    read,
    invalid,
    ...counted(listed),
    titles: titles.map(({ slug, title }) => ({
      slug,
      title,
      isKnown: listed.get(slug)?.isKnown === true,
    })),
    problems,
    moreProblems,
  };
}

const isOfWholeRow = ({ field }: LineProblem) => field === null;

export type FileCheck = Awaited<ReturnType<typeof checkRows>>;

/** How many papers are new, and how many come to which editions. */
function counted(listed: Map<string, Listed>) {
  const editions = new Map<string, number>();
  let [known, withoutEdition, upvotes] = [0, 0, 0];
  for (const { day, isKnown, isPlaced, upvotes: own } of listed.values()) {
    upvotes += own;
    if (isKnown) known++;
    // those in an edition already stay there
    if (isPlaced) continue;
    if (day === null) withoutEdition++;
    else editions.set(day, (editions.get(day) ?? 0) + 1);
  }
  const newestFirst = [...editions].sort(([a], [b]) => (a < b ? 1 : -1));
  return {
    papers: listed.size,
    fresh: listed.size - known,
    known,
    withoutEdition,
    upvotes,
    editions: newestFirst.slice(0, MAX_EDITIONS_SHOWN).map(([day, papers]) => ({ day, papers })),
    moreEditions: Math.max(0, newestFirst.length - MAX_EDITIONS_SHOWN),
  };
}
