import { describe, expect, test } from "vitest";
import { readArxivRss } from "@/server/ingest/sources/arxiv-rss";
import { bytes, papersOf, recorded, skippedOf } from "../support/source-answers";

const feed = (inside: string) =>
  bytes(`<?xml version='1.0' encoding='UTF-8'?>
    <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
      version="2.0"><channel><title>cs.CL updates on arXiv.org</title>${inside}</channel></rss>`);

const DESCRIPTION = "arXiv:2203.01250v3 Announce Type: replace-cross \nAbstract: What was found.";

const item = (more = "", description = DESCRIPTION) =>
  `<item><title>A title</title><link>https://arxiv.org/abs/2203.01250</link>
    <description>${description}</description>
    <guid isPermaLink="false">oai:arXiv.org:2203.01250v3</guid>${more}</item>`;

async function readOne(xml: string) {
  const [paper] = papersOf((await readArxivRss(feed(xml))).rows);
  if (!paper) throw new Error("no paper");
  return paper;
}

describe("a feed is read", () => {
  test("with new, replaced and cross-listed papers", async () => {
    const { rows } = await readArxivRss(recorded("sources/rss.xml"));
    const papers = papersOf(rows);
    expect(
      papers.map(({ arxivId, version, announceType }) => [arxivId, version, announceType]),
    ).toEqual([
      ["2609.11111", 1, "new"],
      ["2401.00001", 3, "replace"],
      ["2609.22222", 2, "cross"],
    ]);
    expect(papers[0]).toMatchObject({
      title: "Sentiment Analysis for Minangkabau and Acehnese Tweets",
      abstract:
        "We build a sentiment corpus for Minangkabau and Acehnese, two low-resource regional languages of Indonesia.",
      authors: ["Putri Ayu", "Rahmat Hidayat", "Dewi Lestari"],
      categories: ["cs.CL", "cs.AI"],
      license: "http://creativecommons.org/licenses/by/4.0/",
    });
    expect(papers[1]?.license).toBeNull();
  });

  test("whose dates are announcements, not publications", async () => {
    const { rows } = await readArxivRss(recorded("sources/rss.xml"));
    for (const paper of papersOf(rows)) {
      expect(paper).toMatchObject({
        announcedOn: "2026-09-23",
        publishedAt: null,
        revisedAt: null,
        feedDate: null,
        versions: [],
      });
    }
  });

  test("with its own days, by which a stale one is noticed", async () => {
    const channel = `<lastBuildDate>Fri, 23 Feb 2024 05:00:11 +0000</lastBuildDate>
      <pubDate>Fri, 23 Feb 2024 00:00:00 -0500</pubDate>
      <skipDays><day> Saturday </day><day>Sunday</day><day>Sunday</day><day>Someday</day></skipDays>`;
    expect(await readArxivRss(feed(channel))).toEqual({
      rows: [],
      publishedOn: "2024-02-23",
      builtAt: new Date("2024-02-23T05:00:11Z"),
      skipDays: ["Saturday", "Sunday"],
    });
    expect(await readArxivRss(feed(""))).toEqual({
      rows: [],
      publishedOn: null,
      builtAt: null,
      skipDays: [],
    });
  });

  test("with a paper that is published elsewhere already", async () => {
    const more = `<arxiv:announce_type>replace-cross</arxiv:announce_type>
      <arxiv:DOI>10.5802/jep.257</arxiv:DOI>
      <arxiv:journal_reference>Journal de l'\\'Ecole polytechnique, Tome 11</arxiv:journal_reference>`;
    expect(await readOne(item(more))).toMatchObject({
      arxivId: "2203.01250",
      version: 3,
      announceType: "replace-cross",
      doi: "10.5802/jep.257",
      journalRef: "Journal de l'\\'Ecole polytechnique, Tome 11",
    });
  });

  test("with the kind of announcement of the description, if only that has it", async () => {
    expect((await readOne(item())).announceType).toBe("replace-cross");
    const strange = "<arxiv:announce_type>renewed</arxiv:announce_type>";
    expect((await readOne(item(strange))).announceType).toBeNull();
  });

  test("with abstracts as they are, also with markup or without the beginning", async () => {
    const abstractOf = async (text: string) => (await readOne(item("", text))).abstract;
    expect(await abstractOf(DESCRIPTION)).toBe("What was found.");
    expect(await abstractOf(`${DESCRIPTION} &lt;think&gt; &lt;a href="x"&gt;`)).toBe(
      `What was found. <think> <a href="x">`,
    );
    expect(await abstractOf("Abstract: the art of\nleaving out")).toBe(
      "Abstract: the art of leaving out",
    );
    expect(await abstractOf(`${DESCRIPTION} ${DESCRIPTION}`)).toContain("Announce Type");
  });

  test("with the id of the link, if the guid has none", async () => {
    const without = item().replace(/<guid.*<\/guid>/, "");
    expect(await readOne(without)).toMatchObject({ arxivId: "2203.01250", version: null });
    const strange = item().replace("oai:arXiv.org:2203.01250v3", "tag:arxiv.org,2026:1");
    expect(await readOne(strange)).toMatchObject({ arxivId: "2203.01250", version: null });
  });
});

test("an item that cannot be read is reported, and the others are read", async () => {
  const { rows } = await readArxivRss(
    feed(
      [
        item("", "arXiv:2203.01250v3 Announce Type: new Abstract:"),
        item("")
          .replace(/<guid.*<\/guid>/, "")
          .replace(/<link>.*<\/link>/, ""),
        item(),
      ].join(""),
    ),
  );
  expect(skippedOf(rows)).toEqual([
    "1 2203.01250v3: abstract is missing",
    "2 null: arxivId is missing",
  ]);
  expect(rows[2]).toHaveProperty("paper.arxivId", "2203.01250");
});

test("what is no feed is refused", async () => {
  const rss = (inside: string) => bytes(`<rss version="2.0">${inside}</rss>`);
  await expect(readArxivRss(rss(""))).rejects.toThrow("a feed without a channel");
  await expect(readArxivRss(recorded("sources/atom-one.xml"))).rejects.toThrow(
    "The answer is not an RSS feed: its root is “feed”",
  );
  await expect(readArxivRss(recorded("sources/rss.xml").subarray(0, 1_500))).rejects.toThrow(
    "is cut off",
  );
});
