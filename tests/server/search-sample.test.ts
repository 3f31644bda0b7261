import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { lookFor } from "@/bin/bench/search";
import { type Known, WAYS } from "@/bin/bench/search/asked";
import { fieldSearch } from "@/components/search/field-link";
import { importSample } from "@/server/ingest/sample";
import { plainText } from "@/server/papers/tex-segments";
import { appDatabase } from "@/server/platform/database";
import { anonymous, contextFor } from "../support/callers";

// The check of `npm run bench -- --search FILE`, applied to the sample.

test("papers of the sample are found as readers look for them", async () => {
  await importSample(contextFor({ kind: "system" }));
  const papers = await appDatabase().execute<Known & Record<string, unknown>>(
    sql`select slug, title from papers order by md5(slug) limit 60`,
  );
  expect(papers).toHaveLength(60);
  for (const { way, share, missed, took } of await lookFor(appDatabase(), [...papers], 1)) {
    expect(took.length, way).toBeGreaterThan(40);
    expect(share, `${way}: ${missed.join(" · ")}`).toBeGreaterThanOrEqual(WAYS[way].share);
  }
  // hundreds of searches, on a machine that may be busy
});

test("the links of a paper's page lead to papers, and this one is among them", async () => {
  const papers = await appDatabase().execute<{
    slug: string;
    authors: string[];
    organization: string | null;
    keywords: string[];
    topics: string[];
  }>(sql`select slug, authors, organization, keywords, topics from papers
    where organization is not null order by md5(slug) limit 25`);
  expect(papers).toHaveLength(25);
  const found = async (href: string) => {
    const q = new URLSearchParams(href.slice(href.indexOf("?"))).get("q") ?? "";
    return anonymous().search.papers({ q });
  };
  for (const { slug, authors, organization, keywords, topics } of papers) {
    const links = [
      ...authors.slice(0, 4).map((name) => fieldSearch("author", plainText(name))),
      fieldSearch("organization", organization ?? ""),
      ...keywords.slice(0, 4).map((keyword) => fieldSearch("keyword", keyword)),
    ];
    for (const href of links) {
      const { papers: first, more, corrected } = await found(href ?? "");
      expect(corrected, href ?? slug).toBeNull();
      expect(first.length, href ?? slug).toBeGreaterThan(0);
      if (!more) expect(first.map((paper) => paper.slug)).toContain(slug);
    }
    for (const topic of topics) {
      expect((await found(`/search?q=topic:${topic}`)).papers.length, topic).toBeGreaterThan(0);
    }
  }
});
