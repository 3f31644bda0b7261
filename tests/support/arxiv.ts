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

/** What arXiv's API answers: the papers with these ids, or the newest one of a category. */
function api(papers: ArxivPaper[], query: URLSearchParams): string {
  const category = query.get("search_query")?.replace("cat:", "");
  if (category) {
    const of = papers.filter(({ categories = ["cs.CL"] }) => categories.includes(category));
    return atomFeed(of.slice(-1).map(atomEntry), of.length);
  }
  const ids = query.get("id_list")?.split(",") ?? [];
  const found = ids.flatMap(
    (id) => papers.find((paper) => paper.id === id.replace(/v\d+$/, "")) ?? [],
  );
  return atomFeed(found.map(atomEntry));
}

const rfc = (at: Date) => at.toUTCString();

/** A paper's record in OAI-PMH, in the format `arXivRaw`. */
export function oaiRecord(paper: ArxivPaper): string {
  const { id, title, abstract, authors = ["Ada Lovelace"], categories = ["cs.CL"] } = paper;
  const versions = paper.versions.map((at, place) => {
    const isLast = place === paper.versions.length - 1;
    const type = paper.isWithdrawn && isLast ? "<source_type>I</source_type>" : "";
    return `<version version="v${place + 1}">${tag("date", rfc(new Date(at)))}<size>9kb</size>${type}</version>`;
  });
  return `<record><header>${tag("identifier", `oai:arXiv.org:${id}`)}
    ${tag("datestamp", datestampOf(paper))}</header><metadata>
    <arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">${tag("id", id)}${versions.join("")}
    ${tag("title", title)}${tag("authors", authors.join(", "))}
    ${tag("categories", categories.join(" "))}${tag("doi", paper.doi)}
    ${tag("abstract", abstract)}</arXivRaw></metadata></record>`;
}

/** arXiv announces a version in the evening of the next day or so, and stamps it then. */
const datestampOf = (paper: ArxivPaper) =>
  paper.datestamp ?? new Date(Date.parse(newestOf(paper)) + 86_400_000).toISOString().slice(0, 10);

const oaiAnswer = (content: string) =>
  `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
    <responseDate>2026-11-30T00:00:00Z</responseDate>${content}</OAI-PMH>`;

export const oaiPage = (records: string[], token = "") =>
  oaiAnswer(`<ListRecords>${records.join("")}${tag("resumptionToken", token)}</ListRecords>`);

export const oaiError = (code: string) =>
  oaiAnswer(`<error code="${code}">Something is wrong.</error>`);

/** What OAI-PMH answers: the records that were changed since a day, page by page. */
function oai(papers: ArxivPaper[], query: URLSearchParams, size: number): string {
  const token = query.get("resumptionToken");
  const [from = "", start = "0"] = token?.split("|") ?? [query.get("from") ?? ""];
  const all = papers.filter((paper) => datestampOf(paper) >= from);
  if (all.length === 0) return oaiError("noRecordsMatch");
  const next = Number(start) + size;
  const records = all.slice(Number(start), next).map(oaiRecord);
  return oaiPage(records, next < all.length ? `${from}|${next}` : "");
}

/** What the feed of a day has: what was announced for it. */
export interface Announced {
  day: string;
  papers: { paper: ArxivPaper; type: "new" | "cross" | "replace" }[];
}

export function rssFeed({ day, papers }: Announced): string {
  const date = `${rfc(new Date(`${day}T00:00:00Z`)).slice(0, 16)} 00:00:00 -0500`;
  const items = papers.map(({ paper, type }) => {
    const { id, title, abstract, authors = ["Ada Lovelace"], categories = ["cs.CL"] } = paper;
    const name = `${id}v${paper.versions.length}`;
    return `<item>${tag("title", title)}<link>https://arxiv.org/abs/${id}</link>
      ${tag("description", `arXiv:${name} Announce Type: ${type} \nAbstract: ${abstract}`)}
      <guid isPermaLink="false">oai:arXiv.org:${name}</guid>
      ${categories.map((term) => tag("category", term)).join("")}<pubDate>${date}</pubDate>
      <arxiv:announce_type>${type}</arxiv:announce_type>${tag("dc:creator", authors.join(", "))}</item>`;
  });
  return `<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
    version="2.0"><channel><title>updates on arXiv.org</title><pubDate>${date}</pubDate>
    ${items.join("")}</channel></rss>`;
}

/** An arXiv with these papers. `instead` holds what is done with the next requests. */
export async function fakeArxiv(papers: ArxivPaper[], time: { now: () => number } = Date) {
  const asked: { at: number; url: URL }[] = [];
  const instead: (Misbehavior | null)[] = [];
  const state = { papers, feed: { day: "", papers: [] } as Announced, pageSize: 1_000 };
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
    const { searchParams: query, pathname } = url;
    if (pathname.startsWith("/rss")) return response.end(rssFeed(state.feed));
    if (pathname === "/oai") return response.end(oai(state.papers, query, state.pageSize));
    response.end(api(state.papers, query));
  });
  return {
    asked,
    instead,
    /** What it has; may be changed. */
    state,
    /** The most requests that were under way at a time. */
    mostOpen: () => mostOpen,
    base: `${address}/api/query`,
    oai: `${address}/oai`,
    rss: `${address}/rss`,
    get: fetcherFor().get,
  };
}
