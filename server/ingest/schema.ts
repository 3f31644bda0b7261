import { z } from "zod";
import { parseArxivId } from "../papers/arxiv-id";
import { isFeedDate, monthSpan } from "../platform/calendar";
import { asLine, asWritten, isVisible, keepable, unbroken } from "../platform/text";
import { fromHuggingFace } from "./hugging-face";
import type { ImportCounts } from "./import-file";
import { isWebAddress } from "./web-address";

const COUNT_LIMIT = 2_147_483_647;
/** Bytes; the database enforces this too (`papers_categories_short`). */
const CATEGORIES_LIMIT = 1_000;

const cleaned = (limit: number, clean: (text: string) => string) =>
  z
    .string()
    .max(limit, `must not be longer than ${limit} characters`)
    .transform(clean)
    .refine(keepable, "must not hold half a character");

const text = (limit: number) => cleaned(limit, asWritten);

/** A one-line name. */
const name = (limit: number) => cleaned(limit, asLine);

const shown = (type: z.ZodType<string>) => type.refine(isVisible, "must not be empty");

/** A missing value and null mean the same: the source does not say. */
const untold = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? null);

/**
 * A fact that accompanies a paper. One that cannot be used counts as missing: it is no reason to
 * refuse the paper.
 */
const aside = <T extends z.ZodType>(type: T) => untold(type).catch(null);

/** Sources have blank entries here and there; those are dropped. */
const listOf = (type: z.ZodType<string>, limit: number) =>
  z
    .array(type)
    .max(limit, `must not have more than ${limit} entries`)
    .nullish()
    .transform((value) => value?.filter(isVisible) ?? []);

const link = z
  .string()
  .trim()
  .pipe(name(2_000))
  .refine(isWebAddress, { error: "must be an address that starts with https:// or http://" });

const count = z
  .int("must be a whole number")
  .min(0, "must not be negative")
  .max(COUNT_LIMIT, `must be at most ${COUNT_LIMIT}`);

const day = z
  .string()
  .refine(isFeedDate, "must be a date that exists, from 1991 to 2199, written 2025-03-13");
const moment = z.iso
  .datetime({ offset: true, error: "must be a time, written 2025-03-13T09:30:00Z" })
  .refine(
    (value) => isFeedDate(value.slice(0, 10)),
    "must be a time that exists, from 1991 to 2199",
  )
  .transform((value) => new Date(value));

/** A day, or a moment. */
const date = z.union([day, moment], "must be a date or a time that exists, from 1991 to 2199");

/** The same with how exactly it is known. */
const dated = (given: string | Date) =>
  typeof given === "string"
    ? ({ at: new Date(`${given}T00:00:00Z`), precision: "day" } as const)
    : ({ at: given, precision: "second" } as const);

const arxivId = text(300).transform((value, context) => {
  const parsed = parseArxivId(value);
  if (!parsed) context.addIssue({ code: "custom", message: "must be an arXiv id, or null" });
  return parsed ?? z.NEVER;
});

const organization = z.union([
  shown(name(300)),
  z
    .object({ name: shown(name(300)), fullName: shown(name(300)).nullish() })
    .transform(({ name, fullName }) => fullName ?? name),
]);

/** A DOI, also as an address or with `doi:`. */
const doi = cleaned(300, asLine)
  .transform((value) => value.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, ""))
  .refine((value) => /^10\.\d{4,9}\/\S+$/.test(value), "must be a DOI, written 10.1000/182");

/** The id of a paper on OpenReview, also in an address there. */
const openReviewId = cleaned(300, asLine)
  .transform(
    (value) => /^https:\/\/openreview\.net\/[^#]*[?&]id=([^&#]+)/.exec(value)?.[1] ?? value,
  )
  .refine((value) => /^[\w-]{6,40}$/.test(value), "must be an id on OpenReview");

/** The kinds of announcements on arXiv. */
export const ANNOUNCE_TYPES = ["new", "cross", "replace", "replace-cross"] as const;

/** The number of a version. */
const version = z.int().min(1).max(9_999);

/** A version that the source lists. */
const listed = z
  .object({
    version,
    publishedAt: date.transform(dated),
    /** The size of its files. */
    kilobytes: untold(count),
    /** The letters by which arXiv marks its files, such as `D`. */
    sourceType: untold(name(20)),
  })
  .transform(({ publishedAt: { at, precision }, ...rest }) => ({
    ...rest,
    publishedAt: at,
    publishedPrecision: precision,
  }));

/** Each version once, the oldest first. */
const versions = z
  .array(listed)
  .max(1_000)
  .transform((all) =>
    [...new Map(all.map((each) => [each.version, each])).values()].sort(
      (a, b) => a.version - b.version,
    ),
  );

/** A row of a file, as sources write it. Unknown fields are ignored. */
const row = z.object({
  arxivId: untold(arxivId),
  title: shown(cleaned(1_000, unbroken)),
  abstract: shown(text(20_000)),
  // a name that occurs twice may be that of two people
  authors: listOf(name(300), 5_000),
  categories: listOf(name(40), 20),
  primaryCategory: untold(shown(name(40))),
  keywords: listOf(name(200), 200),
  publishedAt: untold(date),
  publishedAtPrecision: untold(z.enum(["second", "day", "month"])),
  publishedMonth: untold(
    z.string().refine((value) => monthSpan(value) !== null, "must be a month, written 2025-03"),
  ),
  version: untold(version),
  comment: untold(text(5_000)),
  organization: untold(organization),
  githubUrl: untold(link),
  githubStars: untold(count),
  projectUrl: untold(link),
  feedDate: untold(day),
  submittedAt: untold(moment),
  index: untold(count),
  upvotes: untold(count),
  upvotesAsOf: untold(moment),
  doi: aside(doi),
  openReviewId: aside(openReviewId),
  journalRef: aside(shown(cleaned(2_000, asLine))),
  /** The address of its license. */
  license: aside(link),
  /** The address of a picture of it. */
  thumbnailUrl: aside(link),
  /** Whether its newest version withdraws it. */
  withdrawn: aside(z.boolean()),
  /** When its newest version was submitted. */
  revisedAt: aside(date.transform(dated)),
  versions: versions.nullish().catch(null),
  announceType: aside(z.enum(ANNOUNCE_TYPES)),
  /** The day on which the source announced it, or this version of it. */
  announcedOn: aside(day),
  /** The day on which the source last changed its entry, for whatever reason. */
  datestamp: aside(day),
});

/** A row as it is stored. */
export const importedPaper = z.preprocess(fromHuggingFace, row).transform((given, context) => {
  // arXiv gives each paper a DOI, which is its id in other words
  const idOfDoi = /^10\.48550\/arxiv\.(.+)$/i.exec(given.doi ?? "")?.[1];
  const arxivId = given.arxivId ?? parseArxivId(idOfDoi ?? "");
  const named = arxivId?.version ?? null;
  if (named !== null && given.version !== null && named !== given.version) {
    context.addIssue({
      code: "custom",
      path: ["version"],
      message: `says ${given.version}, but arxivId says ${named}`,
    });
  }
  const { version, publishedAt, publishedAtPrecision, publishedMonth, ...rest } = given;
  const { arxivId: _, primaryCategory, revisedAt, versions, ...facts } = rest;
  const led = primaryCategory ? [primaryCategory, ...rest.categories] : rest.categories;
  const categories = [...new Set(led)];
  if (Buffer.byteLength(categories.join("")) > CATEGORIES_LIMIT) {
    context.addIssue({
      code: "custom",
      path: ["categories"],
      message: `must not be longer than ${CATEGORIES_LIMIT} bytes together`,
    });
  }
  return {
    ...facts,
    ...published(publishedAt, publishedAtPrecision, publishedMonth),
    arxivId: arxivId?.id ?? null,
    doi: idOfDoi ? null : rest.doi,
    version: version ?? named,
    revisedAt: revisedAt?.at ?? null,
    revisedPrecision: revisedAt?.precision ?? null,
    versions: versions ?? [],
    // the primary category comes first
    categories,
  };
});

export type ImportedPaper = z.output<typeof importedPaper>;

function published(
  at: string | Date | null,
  given: "second" | "day" | "month" | null,
  month: string | null,
) {
  if (at) {
    const known = dated(at);
    return { publishedAt: known.at, publishedPrecision: given ?? known.precision } as const;
  }
  if (!month) return { publishedAt: null, publishedPrecision: null } as const;
  return { publishedAt: new Date(`${month}-01T00:00:00Z`), publishedPrecision: "month" } as const;
}

/** What is said about a file, on the command line or in the form, and its rows do not say. */
export const importOptions = z.strictObject({
  /** The edition of rows without one. */
  edition: day.nullable(),
  /** The curators of the editions that the rows go to, according to the source. */
  curators: z.array(shown(name(100))).max(20),
  /** Where the rows' upvotes come from; if null, papers keep the source that they have. */
  source: shown(name(60)).nullable(),
});

export type ImportOptions = z.output<typeof importOptions>;

/** A form without fields. */
export const nothing = z.strictObject({});

const isStream = (value: unknown): value is AsyncIterable<Buffer> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

/** A file that is being received. Only route handlers can pass one on. */
export const uploadInput = z.strictObject({
  file: z.custom<AsyncIterable<Buffer>>(isStream, "must be sent from /admin/import"),
  options: importOptions,
  /** Aborted when the sender leaves. */
  left: z.instanceof(AbortSignal).optional(),
  /** Called after each batch. */
  onProgress: z
    .custom<(counts: ImportCounts) => void>((value) => typeof value === "function")
    .optional(),
});
