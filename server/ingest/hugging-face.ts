import { z } from "zod";
import { flowing } from "./flowing";
import { isWebAddress } from "./web-address";

const untold = z.unknown().optional();

/** An element of Hugging Face's `/api/daily_papers`. Nearly everything may be missing. */
const answer = z.object({
  organization: untold,
  thumbnail: untold,
  paper: z.object({
    id: z.string(),
    title: untold,
    summary: untold,
    authors: untold,
    publishedAt: untold,
    submittedOnDailyAt: untold,
    upvotes: untold,
    ai_keywords: untold,
    organization: untold,
    githubRepo: untold,
    githubStars: untold,
    projectPage: untold,
  }),
});

/** Titles and abstracts come wrapped. */
const joined = (text: unknown) => (typeof text === "string" ? flowing(text) : text);

/** The day of a time. */
const dayOf = (time: unknown) => (typeof time === "string" ? time.slice(0, 10) : time);

/** A link, if it is one that a page may show: nobody here can correct those of a source. */
const linkOf = (value: unknown) =>
  typeof value === "string" && isWebAddress(value.trim()) ? value : null;

/** Those that are texts. */
const textsOf = (values: unknown) =>
  Array.isArray(values) ? values.filter((value) => typeof value === "string") : null;

/** The names of visible authors, as written on the paper. */
const namesOf = (authors: unknown) =>
  Array.isArray(authors)
    ? authors
        .filter((author) => author?.hidden !== true)
        .map((author) => author?.name)
        .filter((name) => name !== undefined && name !== null)
    : authors;

/** Its full name, or else the name in its URL. */
function organizationOf(value: unknown): unknown {
  const named = z.object({ name: z.string(), fullname: z.string().nullish() }).safeParse(value);
  const given = named.success ? named.data.fullname || named.data.name : value;
  return typeof given === "string" && given.trim() ? given : null;
}

/**
 * Converts a daily paper of Hugging Face to a row of ours; returns any other value unchanged. Of
 * what is outside `paper` it reads only what is nowhere else: `publishedAt` has changed its meaning
 * there over time.
 */
export function fromHuggingFace(value: unknown): unknown {
  const read = answer.safeParse(value);
  if (!read.success) return value;
  const { paper, organization, thumbnail } = read.data;
  return {
    arxivId: paper.id,
    title: joined(paper.title),
    abstract: joined(paper.summary),
    authors: namesOf(paper.authors),
    publishedAt: paper.publishedAt,
    feedDate: dayOf(paper.submittedOnDailyAt),
    submittedAt: paper.submittedOnDailyAt,
    upvotes: paper.upvotes,
    keywords: textsOf(paper.ai_keywords),
    organization: organizationOf(paper.organization ?? organization),
    githubUrl: linkOf(paper.githubRepo),
    githubStars: paper.githubStars,
    projectUrl: linkOf(paper.projectPage),
    thumbnailUrl: thumbnail,
  };
}
