import type { Metadata } from "next";
import { installationShown } from "@/server/api/rsc";
import type { PaperPage } from "@/server/papers/queries";
import { plainText } from "@/server/papers/tex-segments";
import { addressMetadata, clipped, shareImage } from "./metadata";

type Paper = Pick<
  PaperPage,
  | "slug"
  | "arxivId"
  | "title"
  | "abstract"
  | "authors"
  | "keywords"
  | "categories"
  | "publishedAt"
  | "publishedPrecision"
>;

/** `2025/03/13`, or `2025/03` if the day is unknown, as citation tools read it. */
function publicationDate({ publishedAt, publishedPrecision }: Paper): string | undefined {
  const length = publishedPrecision === "month" ? 7 : 10;
  return publishedAt?.toISOString().slice(0, length).replaceAll("-", "/");
}

/** The metadata of a paper's page: for search engines, chat previews and citation managers. */
export async function paperMetadata(paper: Paper): Promise<Metadata> {
  const title = plainText(paper.title);
  const description = clipped(plainText(paper.abstract)) || undefined;
  const authors = paper.authors.map(plainText);
  const { alternates, url } = addressMetadata(`/papers/${paper.slug}`);
  const date = publicationDate(paper);
  const citation = {
    citation_title: title,
    citation_author: authors,
    citation_publication_date: date,
    citation_online_date: date,
    citation_arxiv_id: paper.arxivId ?? undefined,
    citation_pdf_url: paper.arxivId ? `https://arxiv.org/pdf/${paper.arxivId}` : undefined,
    citation_keywords: [...paper.categories, ...paper.keywords],
  };
  return {
    title,
    description,
    alternates,
    openGraph: {
      title,
      description,
      url,
      type: "article",
      siteName: (await installationShown()).name,
      authors: authors.slice(0, 10),
      publishedTime: paper.publishedAt?.toISOString(),
      images: shareImage(),
    },
    other: Object.fromEntries(
      Object.entries(citation).filter(([, value]) => value !== undefined && value.length > 0),
    ) as Record<string, string | string[]>,
  };
}
