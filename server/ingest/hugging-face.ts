import { z } from "zod";

const untold = z.unknown().optional();

/** An element of what Hugging Face's `/api/daily_papers` answers. Nearly everything may be missing. */
const answer = z.object({
  organization: untold,
  paper: z.object({
    id: z.string(),
    title: untold,
    summary: untold,
    authors: untold,
    publishedAt: untold,
    submittedOnDailyAt: z.string().nullish(),
    upvotes: untold,
    ai_keywords: untold,
    organization: untold,
    githubRepo: untold,
    githubStars: untold,
    projectPage: untold,
  }),
});

/** Titles and abstracts come with the line breaks of their source. */
const flowing = (text: unknown) =>
  typeof text === "string" ? text.replace(/\s+/g, " ").trim() : text;

const told = (value: unknown) => (value === "" ? null : value);

/** Those who are not hidden, as they are written on the paper. */
const namesOf = (authors: unknown) =>
  Array.isArray(authors)
    ? authors.filter((author) => author?.hidden !== true).map((author) => author?.name)
    : authors;

/** Its name in full, where there is one beside the name in its address. */
function organizationOf(value: unknown): unknown {
  const named = z.object({ name: z.string(), fullname: z.string().nullish() }).safeParse(value);
  return named.success ? named.data.fullname || named.data.name : told(value);
}

/**
 * A daily paper of Hugging Face as a row of ours. Any other value is returned as it is. What it says
 * beside `paper` is left: its `publishedAt` has meant different things over time.
 */
export function fromHuggingFace(value: unknown): unknown {
  const read = answer.safeParse(value);
  if (!read.success) return value;
  const { paper, organization } = read.data;
  return {
    arxivId: paper.id,
    title: flowing(paper.title),
    abstract: flowing(paper.summary),
    authors: namesOf(paper.authors),
    publishedAt: paper.publishedAt,
    feedDate: paper.submittedOnDailyAt?.slice(0, 10),
    submittedAt: paper.submittedOnDailyAt,
    upvotes: paper.upvotes,
    keywords: paper.ai_keywords,
    organization: organizationOf(paper.organization ?? organization),
    githubUrl: told(paper.githubRepo),
    githubStars: paper.githubStars,
    projectUrl: told(paper.projectPage),
  };
}
