import { z } from "zod";

const untold = z.unknown().optional();

/** An element of Hugging Face's `/api/daily_papers`. Nearly everything may be missing. */
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

/** Joins the lines of a title or abstract, which come wrapped. */
const flowing = (text: unknown) =>
  typeof text === "string" ? text.replace(/\s+/g, " ").trim() : text;

const told = (value: unknown) => (value === "" ? null : value);

/** The names of visible authors, as written on the paper. */
const namesOf = (authors: unknown) =>
  Array.isArray(authors)
    ? authors.filter((author) => author?.hidden !== true).map((author) => author?.name)
    : authors;

/** Its full name, or else the name in its URL. */
function organizationOf(value: unknown): unknown {
  const named = z.object({ name: z.string(), fullname: z.string().nullish() }).safeParse(value);
  return named.success ? named.data.fullname || named.data.name : told(value);
}

/**
 * Converts a daily paper of Hugging Face to a row of ours; returns any other value unchanged.
 * Ignores what is outside `paper`: its `publishedAt` has changed its meaning over time.
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
