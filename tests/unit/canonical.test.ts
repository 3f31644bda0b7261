import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { editionMetadata } from "@/components/seo/metadata";
import { paperMetadata } from "@/components/seo/paper-metadata";
import { env } from "@/server/platform/env";

vi.mock("@/server/api/rsc", () => ({ installationShown: async () => ({ name: "Broadsheet" }) }));

const paper: Parameters<typeof paperMetadata>[0] = {
  slug: "2402.17316",
  arxivId: "2402.17316",
  title: "On addresses",
  abstract: "They are absolute.",
  authors: [],
  keywords: [],
  categories: [],
  publishedAt: null,
  publishedPrecision: "day",
};

const PAGES = [
  ["/", () => editionMetadata({ title: "Today", own: "/", papers: [paper] })],
  [
    "/papers/date/2026-08-21",
    () => editionMetadata({ title: "A day", own: "/papers/date/2026-08-21", papers: [paper] }),
  ],
  [
    "/papers/trending",
    () =>
      editionMetadata({ title: "Trending", own: "/papers/trending", after: "x", papers: [paper] }),
  ],
  ["/papers/2402.17316", () => paperMetadata(paper)],
] as const;

let before: string | undefined;

beforeEach(() => {
  before = env().APP_URL;
});

afterEach(() => {
  Object.assign(env(), { APP_URL: before });
});

describe.each(PAGES)("the canonical address of %s", (path, metadata) => {
  it.each(["https://papers.example.org", "https://papers.example.org/"])(
    "is absolute where the site knows its own: %s",
    async (APP_URL) => {
      Object.assign(env(), { APP_URL });
      const { alternates, openGraph } = await metadata();
      expect(alternates?.canonical).toBe(`https://papers.example.org${path}`);
      expect(openGraph?.url).toBe(`https://papers.example.org${path}`);
    },
  );

  it("is left out where it does not", async () => {
    Object.assign(env(), { APP_URL: undefined });
    const { alternates, openGraph } = await metadata();
    expect(alternates?.canonical).toBeUndefined();
    expect(openGraph?.url).toBeUndefined();
  });
});
