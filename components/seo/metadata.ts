import type { Metadata } from "next";
import { installationShown } from "@/server/api/rsc";
import { plainText } from "@/server/papers/tex-segments";
import { topicName } from "@/server/papers/topics/schema";
import { env } from "@/server/platform/env";

/** How many characters of a description search engines and chat previews show. */
const DESCRIPTION = 200;

export function clipped(text: string, most = DESCRIPTION): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  return `${line.slice(0, line.lastIndexOf(" ", most - 1) + 1 || most - 1).trimEnd()}…`;
}

/**
 * The metadata of a page that says "not found". Its text must be in the HTML, which Next's own
 * `notFound()` leaves empty: the page cache reads the status from here.
 */
export const missingMetadata = (title: string): Metadata => ({
  title,
  robots: { index: false },
  other: { status: "404" },
});

/**
 * The metadata of a reader's own page, hidden from search engines; without a title, "not found".
 */
export const ownMetadata = (title: string | null | undefined): Metadata =>
  title ? { title, robots: { index: false } } : missingMetadata("Not here");

/**
 * Where a page is, for search engines and previews, which accept only absolute URLs; nothing if the
 * site does not know its own address.
 */
export function addressMetadata(path: string): Pick<Metadata, "alternates"> & { url?: string } {
  const { APP_URL } = env();
  if (!APP_URL) return {};
  const url = new URL(path, APP_URL).href;
  return { alternates: { canonical: url }, url };
}

/** The picture for previews in chats and social networks, which accept only absolute URLs. */
export const shareImage = () =>
  env().APP_URL ? [{ url: "/og.png", width: 1200, height: 630, alt: "Broadsheet" }] : undefined;

interface Page {
  title: string;
  /** The page's own URL. */
  own: string;
  /** Its papers follow this cursor. */
  after?: string;
  /** The slug of the only topic shown. */
  topic?: string | null;
  papers: { title: string }[];
}

/** The metadata of a page of papers. Only a long period's first page is for search engines. */
export async function editionMetadata(page: Page): Promise<Metadata> {
  const { title: of, own, after, topic, papers } = page;
  const name = topic && topicName(topic);
  const title = name ? `${name} · ${of}` : of;
  const description = clipped(papers.map((paper) => plainText(paper.title)).join(" · "));
  const { alternates, url } = addressMetadata(own);
  return {
    title: after ? `${title}, continued` : title,
    description,
    alternates,
    robots: after || topic ? { index: false, follow: true } : undefined,
    openGraph: {
      title,
      description,
      url,
      type: "website",
      siteName: (await installationShown()).name,
      images: shareImage(),
    },
  };
}
