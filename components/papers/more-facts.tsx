import Link from "next/link";
import type { PaperRow } from "@/server/papers/queries";

/** Longer ones are on the paper's page. */
const MAX_LINK = 200;

const number = new Intl.NumberFormat("en-US");

type Known = Pick<PaperRow, "slug" | "notes" | "githubUrl" | "githubStars">;

/** What leads on from a row besides its title, as parts of its byline: each only if known. */
export function MoreFacts({ paper }: { paper: Known }) {
  const { slug, notes, githubUrl, githubStars } = paper;
  return (
    <>
      {notes > 0 && (
        <Link href={`/papers/${slug}#notes`} prefetch={false}>
          {notes === 1 ? "1 note" : `${number.format(notes)} notes`}
        </Link>
      )}
      {githubUrl?.startsWith("https://") && githubUrl.length <= MAX_LINK && (
        <a href={githubUrl} rel="noopener nofollow">
          {!githubStars ? "GitHub" : `GitHub ★ ${number.format(githubStars)}`}
        </a>
      )}
    </>
  );
}
