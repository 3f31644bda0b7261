import { expect, test } from "vitest";
import { readArxivAtom } from "@/server/ingest/sources/arxiv-atom";
import { readArxivOai } from "@/server/ingest/sources/arxiv-oai";
import { readArxivRss } from "@/server/ingest/sources/arxiv-rss";
import { readDailyPapers } from "@/server/ingest/sources/daily-papers";
import { bytes, papersOf } from "../support/source-answers";

const TITLE = "Erd\\H{o}s &amp; the\n  $x&lt;y$ of &lt;think&gt;";
const ABSTRACT = "  We think in\nlines.\n  A second paragraph of Macr\\`i.\n";

const oai = (metadata: string) =>
  bytes(`<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><header>
    <identifier>oai:arXiv.org:2501.00001</identifier><datestamp>2025-01-07</datestamp>
    <setSpec>cs:cs:LG</setSpec></header><metadata>${metadata}</metadata></record></GetRecord></OAI-PMH>`);

const arxivFields = `<id>2501.00001</id><title>${TITLE}</title><categories>cs.LG</categories>
  <abstract>${ABSTRACT}</abstract>`;

// what each source says of one paper
const answers: [string, () => Promise<Parameters<typeof papersOf>[0]>][] = [
  [
    "arXiv's API",
    async () =>
      (
        await readArxivAtom(
          bytes(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>
            <id>http://arxiv.org/abs/2501.00001v1</id><title>${TITLE}</title>
            <summary>${ABSTRACT}</summary><author><name>Ada Lovelace</name></author>
            <author><name>X Collaboration</name></author><category term="cs.LG"/></entry></feed>`),
        )
      ).rows,
  ],
  [
    "the format arXiv",
    async () =>
      (
        await readArxivOai(
          oai(`<arXiv xmlns="http://arxiv.org/OAI/arXiv/">${arxivFields}<authors>
            <author><keyname>Lovelace</keyname><forenames>Ada</forenames></author>
            <author><keyname>X Collaboration</keyname></author></authors></arXiv>`),
        )
      ).rows,
  ],
  [
    "the format arXivRaw",
    async () =>
      (
        await readArxivOai(
          oai(`<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">${arxivFields}
            <authors>Ada Lovelace (1), X\n  Collaboration ((1) London)</authors></arXivRaw>`),
        )
      ).rows,
  ],
  [
    "the format oai_dc",
    async () =>
      (
        await readArxivOai(
          oai(`<o:dc xmlns:o="http://www.openarchives.org/OAI/2.0/oai_dc/"
            xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${TITLE}</dc:title>
            <dc:creator>Lovelace, Ada</dc:creator><dc:creator>X Collaboration</dc:creator>
            <dc:description>${ABSTRACT}</dc:description></o:dc>`),
        )
      ).rows,
  ],
  [
    "arXiv's feed",
    async () =>
      (
        await readArxivRss(
          bytes(`<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>
            <title>${TITLE}</title><category>cs.LG</category>
            <description>arXiv:2501.00001v1 Announce Type: new \nAbstract: ${ABSTRACT}</description>
            <guid>oai:arXiv.org:2501.00001v1</guid>
            <dc:creator>Ada Lovelace, X Collaboration</dc:creator></item></channel></rss>`),
        )
      ).rows,
  ],
  [
    "Hugging Face",
    async () =>
      readDailyPapers(
        bytes(
          JSON.stringify([
            {
              paper: {
                id: "2501.00001",
                title: TITLE.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replace("&amp;", "&"),
                summary: ABSTRACT,
                authors: [{ name: "Ada Lovelace" }, { name: "X Collaboration" }],
              },
            },
          ]),
        ),
        new Date("2025-01-08T00:00:00Z"),
      ),
  ],
];

test.each(answers)("%s gives the same text as every other source", async (source, read) => {
  const [paper] = papersOf(await read());
  expect(paper).toMatchObject({
    arxivId: "2501.00001",
    title: "Erd\\H{o}s & the $x<y$ of <think>",
    abstract: "We think in lines. A second paragraph of Macr\\`i.",
    authors: ["Ada Lovelace", "X Collaboration"],
    categories: source === "Hugging Face" ? [] : ["cs.LG"],
  });
});
