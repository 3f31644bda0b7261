import Link from "next/link";
import type { ReactNode } from "react";
import type { PaperRow } from "@/server/papers/queries";
import { fullDate } from "../editions/dates";

/** Longer ones are on the paper's page. */
const MAX_LINK = 200;

const number = new Intl.NumberFormat("en-US");

type Known = Pick<
  PaperRow,
  | "slug"
  | "categories"
  | "feedDate"
  | "notes"
  | "githubUrl"
  | "githubStars"
  | "source"
  | "sourceUpvotes"
>;

interface Props {
  paper: Known;
  /** Whether the row names the paper's edition. */
  dated?: boolean;
  /** When the source's count was read, as a calendar date. */
  asOf?: string;
  /** Shown before all of them. */
  lead?: ReactNode;
  children?: ReactNode;
}

/** A row's facts about a paper besides title and authors: each only if known. */
export function Facts({ paper, dated, asOf, lead, children }: Props) {
  const { categories, feedDate, notes, githubUrl, githubStars, source, sourceUpvotes } = paper;
  return (
    <div className="facts">
      {lead}
      {categories.slice(0, 4).map((category) => (
        <span className="tag" key={category}>
          {category}
        </span>
      ))}
      {dated && feedDate && (
        <Link href={`/papers/date/${feedDate}`} prefetch={false}>
          {fullDate(feedDate)}
        </Link>
      )}
      {notes > 0 && (
        <Link href={`/papers/${paper.slug}#notes`} prefetch={false}>
          {notes === 1 ? "1 note" : `${number.format(notes)} notes`}
        </Link>
      )}
      {githubUrl?.startsWith("https://") && githubUrl.length <= MAX_LINK && (
        <a href={githubUrl} rel="noopener nofollow">
          {githubStars === null ? "GitHub" : `GitHub ★ ${number.format(githubStars)}`}
        </a>
      )}
      {sourceUpvotes > 0 && (
        <span title={asOf && `as of ${fullDate(asOf)}`}>
          {number.format(sourceUpvotes)} on {source}
        </span>
      )}
      {children}
    </div>
  );
}
