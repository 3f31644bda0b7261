import type { Metadata } from "next";
import { plainText } from "@/server/papers/tex-segments";
import { env } from "@/server/platform/env";

/** So many characters of a description search engines and chat previews show. */
const DESCRIPTION = 200;

export function clipped(text: string, most = DESCRIPTION): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  return `${line.slice(0, line.lastIndexOf(" ", most - 1) + 1 || most - 1).trimEnd()}…`;
}

/**
 * A page that says that what was asked for is not here. Its words help, so they must be in the
 * HTML, which Next's own `notFound()` leaves empty: the press reads the status from here.
 */
export const missingMetadata = (title: string): Metadata => ({
  title,
  robots: { index: false },
  other: { status: "404" },
});

/** The head of a page of the reader's own, for no search engine; without a title it is not here. */
export const ownMetadata = (title: string | null | undefined): Metadata =>
  title ? { title, robots: { index: false } } : missingMetadata("Not here");

/** The picture that chats and networks show; they take only addresses of a whole. */
export const shareImage = () =>
  env().APP_URL ? [{ url: "/og.png", width: 1200, height: 630, alt: "Broadsheet" }] : undefined;

interface Page {
  title: string;
  /** The page's own address. */
  own: string;
  after?: string[];
  papers: { title: string }[];
}

/** The head of a page of papers. Only the first page of a long period is for search engines. */
export function editionMetadata({ title, own, after, papers }: Page): Metadata {
  const description = clipped(papers.map((paper) => plainText(paper.title)).join(" · "));
  return {
    title: after ? `${title}, continued` : title,
    description,
    alternates: { canonical: own },
    robots: after ? { index: false, follow: true } : undefined,
    openGraph: {
      title,
      description,
      url: own,
      type: "website",
      siteName: "Broadsheet",
      images: shareImage(),
    },
  };
}
