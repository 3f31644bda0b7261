import { arxivPapers } from "../../ingest/sources/arxiv-papers";
import { SourceError } from "../../ingest/sources/source-error";
import type { Context } from "../../platform/context";
import type { Fetcher } from "../../platform/fetch/create-fetcher";
import { FetchError } from "../../platform/fetch/fetch-error";
import { fetcher } from "../../platform/fetch/fetcher";
import { asRow, refused, type Told } from "../row";
import { readCsl } from "./csl";
import { readOpenReview } from "./open-review";

/** Where they are, and who asks them: for tests. */
export interface AskOptions {
  get?: Fetcher["get"];
  signal?: AbortSignal;
  /** Waits for arXiv's turn. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  arxiv?: string;
  doi?: string;
  openReview?: string;
  openReviewBefore?: string;
}

const MEGABYTE = 1_000_000;

const got = (options: AskOptions, address: string, accept: string) =>
  (options.get ?? fetcher().get)(address, {
    accept,
    limits: { maxBytes: 5 * MEGABYTE },
    ...(options.signal && { signal: options.signal }),
  });

/** The refusal of one paper by a failure, unless it is ours or the process is to stop. */
function failed(error: unknown, signal: AbortSignal | undefined): Told {
  signal?.throwIfAborted();
  if (error instanceof FetchError || error instanceof SourceError) {
    return refused(`${error.message} Try it again later, or submit it by hand.`);
  }
  throw error;
}

const busy = (name: string, status: number): Told =>
  refused(
    status === 429 || status === 503
      ? `${name} asks for a pause. Try it again later.`
      : `${name} answered with status ${status}. Try it again later, or submit it by hand.`,
  );

/** What doi.org, and the registry that it leads to, say of a DOI. */
export async function askDoi(doi: string, options: AskOptions): Promise<Told> {
  const address = `${options.doi ?? "https://doi.org"}/${encodeURI(doi).replace(/[?#]/g, encodeURIComponent)}`;
  try {
    const answer = await got(options, address, "application/vnd.citationstyles.csl+json");
    if (answer.status === 404) return refused(`There is no DOI ${doi}.`);
    if (answer.status !== 200) return busy("doi.org", answer.status);
    return readCsl(answer.body, doi);
  } catch (error) {
    return failed(error, options.signal);
  }
}

/** What OpenReview says of a submission, by either version of its API: each knows its own years. */
export async function askOpenReview(id: string, options: AskOptions): Promise<Told> {
  const {
    openReview = "https://api2.openreview.net",
    openReviewBefore = "https://api.openreview.net",
  } = options;
  const none = refused(`There is no public paper ${id} on OpenReview.`);
  try {
    for (const base of [openReview, openReviewBefore]) {
      const answer = await got(
        options,
        `${base}/notes?${new URLSearchParams({ id })}`,
        "application/json",
      );
      if ([400, 403, 404].includes(answer.status)) continue;
      if (answer.status !== 200) return busy("OpenReview", answer.status);
      const read = readOpenReview(answer.body, id);
      if (read) return read;
    }
    return none;
  } catch (error) {
    return failed(error, options.signal);
  }
}

/** What arXiv says of these papers, by their ids: one request, when it is our turn. */
export async function askArxiv(
  ctx: Context,
  ids: string[],
  { get, signal, wait, arxiv }: AskOptions,
): Promise<Map<string, Told>> {
  const told = new Map<string, Told>();
  try {
    const rows = await arxivPapers(ctx, ids, {
      ...(get && { get }),
      ...(signal && { signal }),
      ...(wait && { wait }),
      ...(arxiv && { base: arxiv }),
    });
    for (const row of rows) {
      if ("paper" in row && row.paper.arxivId) {
        told.set(row.paper.arxivId, { row: asRow(row.paper), problem: null });
      }
    }
    return all(ids, told, (id) =>
      refused(`arXiv has no paper ${id}, or sent something unreadable for it.`),
    );
  } catch (error) {
    const failure = failed(error, signal);
    return all(ids, told, () => failure);
  }
}

const all = (ids: string[], known: Map<string, Told>, rest: (id: string) => Told) =>
  new Map(ids.map((id) => [id, known.get(id) ?? rest(id)]));
