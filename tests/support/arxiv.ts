import type { IncomingMessage, RequestListener } from "node:http";
import { sql } from "drizzle-orm";
import type { Context } from "@/server/platform/context";
import { fetcherFor, site } from "./sites";

/** A paper as arXiv has it. */
export interface ArxivPaper {
  id: string;
  title: string;
  abstract: string;
  authors?: string[];
  categories?: string[];
  doi?: string;
  /** When each version was submitted, the oldest first. */
  versions: string[];
  /** The newest version withdraws it. */
  isWithdrawn?: true;
  /** The day of its last change, of whatever kind; of its newest version, by default. */
  datestamp?: string;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const tag = (name: string, text: string | undefined) =>
  text === undefined ? "" : `<${name}>${escaped(text)}</${name}>`;

const newestOf = ({ versions }: ArxivPaper) => versions.at(-1) ?? "";

export function atomEntry(paper: ArxivPaper): string {
  const { id, title, abstract, authors = ["Ada Lovelace"], categories = ["cs.CL"] } = paper;
  return `<entry><id>http://arxiv.org/abs/${id}v${paper.versions.length}</id>
    ${tag("title", title)}${tag("summary", abstract)}
    ${tag("published", paper.versions[0])}${tag("updated", newestOf(paper))}
    ${authors.map((name) => `<author>${tag("name", name)}</author>`).join("")}
    ${tag("arxiv:doi", paper.doi)}<arxiv:primary_category term="${categories[0]}"/>
    ${categories.map((term) => `<category term="${term}"/>`).join("")}</entry>`;
}

export const atomFeed = (entries: string[], total = entries.length) =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"
    xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
    <opensearch:totalResults>${total}</opensearch:totalResults>
    <opensearch:startIndex>0</opensearch:startIndex>${entries.join("\n")}</feed>`;

/** Answers one request in place of arXiv. */
export type Misbehavior = RequestListener;

/** It is asked too often. */
export const throttle =
  (seconds?: number): Misbehavior =>
  (_, response) => {
    response.statusCode = 429;
    if (seconds !== undefined) response.setHeader("retry-after", seconds);
    response.end("Rate exceeded.");
  };

export const answerWith =
  (body: string, status = 200): Misbehavior =>
  (_, response) => {
    response.statusCode = status;
    response.end(body);
  };

/** Begins to answer and breaks off. */
export const cut: Misbehavior = (_, response) => {
  response.setHeader("content-length", 10_000);
  response.write("<feed");
  setImmediate(() => response.destroy());
};

/**
 * Time in which waiting takes none: who waits moves the turns of all sites into the past, so that
 * the database's clock seems to have run on.
 */
export function virtualTime(ctx: Context) {
  let skipped = 0;
  return {
    now: () => Date.now() + skipped,
    wait: async (ms: number) => {
      await ctx.db.execute(sql`update source_turns set
        free_at = free_at - ${ms}::float8 * interval '1 millisecond',
        held_until = held_until - ${ms}::float8 * interval '1 millisecond'`);
      skipped += ms;
    },
  };
}

/** What arXiv's API answers about these papers. */
function api(papers: ArxivPaper[], query: URLSearchParams): string {
  const ids = query.get("id_list")?.split(",") ?? [];
  const found = ids.flatMap(
    (id) => papers.find((paper) => paper.id === id.replace(/v\d+$/, "")) ?? [],
  );
  return atomFeed(found.map(atomEntry));
}

/** An arXiv with these papers. `instead` holds what is done with the next requests. */
export async function fakeArxiv(papers: ArxivPaper[], time: { now: () => number } = Date) {
  const asked: { at: number; url: URL }[] = [];
  const instead: (Misbehavior | null)[] = [];
  let open = 0;
  let mostOpen = 0;
  const address = await site((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    asked.push({ at: time.now(), url });
    mostOpen = Math.max(mostOpen, ++open);
    response.on("close", () => open--);
    const misbehave = instead.shift();
    if (misbehave) return misbehave(request, response);
    response.setHeader("content-type", "application/xml");
    response.end(api(papers, url.searchParams));
  });
  return {
    asked,
    instead,
    /** The most requests that were under way at a time. */
    mostOpen: () => mostOpen,
    base: `${address}/api/query`,
    get: fetcherFor().get,
  };
}
