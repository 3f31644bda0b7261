import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { GET } from "@/app/pictures/[hash]/route";
import { paperPictures } from "@/db/schema/pictures";
import { mergePapers } from "@/server/ingest/merge-papers";
import { fetchLater, fetchPicture } from "@/server/pictures/mutations";
import { readPicture } from "@/server/pictures/picture";
import { appDatabase } from "@/server/platform/database";
import { anonymous, contextFor } from "../support/callers";
import { makePaper } from "../support/factories";
import { fetcherFor, site } from "../support/sites";

const db = appDatabase();
const system = () => contextFor({ kind: "system" });
const gradient = (format: string) => readFileSync(`tests/fixtures/pictures/gradient.${format}`);

beforeEach(() => db.execute(sql`delete from graphile_worker._private_jobs`));

const waiting = async () =>
  (await db.execute(sql`select payload from graphile_worker._private_jobs`)).map(
    ({ payload }) => payload,
  );

/** A paper whose picture is at a site that answers so, and the site's fetcher. */
async function pictured(answer: RequestListener, path = "/picture.png") {
  const paper = await makePaper({ feedDate: "2026-10-05", arxivId: null });
  const base = await site(answer);
  await fetchLater(system(), [{ paperId: paper.id, url: `${base}${path}` }]);
  const { get } = fetcherFor();
  return { paper, fetch: () => fetchPicture(system(), { paperId: paper.id }, { get }) };
}

const sent =
  (bytes: Buffer | string, status = 200): RequestListener =>
  (_, response) => {
    response.statusCode = status;
    // what a site says of its bytes does not count
    response.setHeader("content-type", "text/html");
    response.end(bytes);
  };

async function stored(paperId: number) {
  const [row] = await db.select().from(paperPictures).where(eq(paperPictures.paperId, paperId));
  if (!row) throw new Error("there is no row");
  return row;
}

const served = (hash: string) =>
  GET(new Request("http://localhost/"), { params: Promise.resolve({ hash }) });

test.each(["png", "jpg", "webp"])("a %s is kept, shown and served", async (format) => {
  const bytes = gradient(format);
  const { paper, fetch } = await pictured(sent(bytes));
  expect(await waiting()).toEqual([{ paperId: paper.id }]);
  expect(await fetch()).toBe("kept");
  const { hash } = await stored(paper.id);
  const edition = await anonymous().editions.daily({ feedDate: "2026-10-05" });
  const shown = { address: `/pictures/${hash}`, width: 240, height: 160 };
  if (edition.papers[0]?.id === paper.id) expect(edition.picture).toEqual(shown);
  const answer = await served(hash ?? "");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(answer.headers)).toEqual({
    "content-type": `image/${format === "jpg" ? "jpeg" : format}`,
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": "inline",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
});

test("a picture is fetched once", async () => {
  let asked = 0;
  const { paper, fetch } = await pictured((request, response) => {
    asked++;
    sent(gradient("png"))(request, response);
  });
  await fetch();
  expect(await fetch()).toBe("known");
  await fetchLater(system(), [{ paperId: paper.id, url: "https://example.org/other.png" }]);
  expect(asked).toBe(1);
  expect(await waiting()).toHaveLength(1);
});

test("an edition shows the picture of its first paper", async () => {
  const paper = await makePaper({ feedDate: "2026-10-06", sourceUpvotes: 9 });
  await makePaper({ feedDate: "2026-10-06" });
  expect(await anonymous().editions.daily({ feedDate: "2026-10-06" })).toMatchObject({
    picture: null,
  });
  const picture = readPicture(gradient("webp"));
  if (typeof picture === "string") throw new Error(picture);
  await db.insert(paperPictures).values({ paperId: paper.id, url: "https://x.org/", ...picture });
  expect(await anonymous().editions.daily({ feedDate: "2026-10-06" })).toMatchObject({
    picture: { address: `/pictures/${picture.hash}`, width: 240, height: 160 },
  });
});

const large = Buffer.from(gradient("png"));
large.writeUInt32BE(60_000, 16);

const UNFIT: [what: string, answer: RequestListener, error: string | RegExp][] = [
  ["a page", sent("<!doctype html><p>No picture"), "It is no PNG, JPEG or WebP picture."],
  [
    "an SVG",
    sent('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "It is no PNG, JPEG or WebP picture.",
  ],
  ["a GIF", sent("GIF89a\x01\x00\x01\x00"), "It is no PNG, JPEG or WebP picture."],
  ["a cut picture", sent(gradient("png").subarray(0, 10)), "Its size cannot be read."],
  ["nothing", sent(""), "It is no PNG, JPEG or WebP picture."],
  ["one too large to show", sent(large), /^It has 60000 by 160 pixels/],
  ["one of too many bytes", sent(Buffer.alloc(2_000_001, gradient("png"))), /MB|large/],
  ["an answer that there is none", sent("", 404), "The site answered with status 404."],
  [
    "a redirect to this machine's network",
    (_, response) => response.writeHead(302, { location: "http://10.0.0.1/x.png" }).end(),
    /./,
  ],
];

test.each(UNFIT)("%s is refused for good", async (_, answer, error) => {
  const { paper, fetch } = await pictured(answer);
  expect(await fetch()).toBe("refused");
  const row = await stored(paper.id);
  expect(row.error).toMatch(typeof error === "string" ? new RegExp(`^${error}$`) : error);
  expect(row.hash).toBeNull();
  expect(await fetch()).toBe("known");
});

test("a site that fails for now is asked again", async () => {
  const answers = [sent("", 503), sent(gradient("png"))];
  const { fetch } = await pictured((request, response) => answers.shift()?.(request, response));
  await expect(fetch()).rejects.toThrow("The site answered with status 503.");
  expect(await fetch()).toBe("kept");
});

test("a merged paper's picture is taken over", async () => {
  const kept = await makePaper();
  const { paper, fetch } = await pictured(sent(gradient("png")));
  await fetch();
  const { hash } = await stored(paper.id);
  await mergePapers(system(), paper.id, kept.id);
  expect((await stored(kept.id)).hash).toBe(hash);
});

test.each(["0".repeat(64), "x", "../../etc/passwd"])("there is no picture at %s", async (hash) => {
  const answer = await served(hash);
  expect(answer.status).toBe(404);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});
