import type { PaperPage } from "@/server/papers/service";

const number = new Intl.NumberFormat("en-US");

/** Where else the paper is. Nothing of it is fetched from here. */
export function PaperLinks({ paper }: { paper: PaperPage }) {
  const stars = paper.githubStars ? ` ★ ${number.format(paper.githubStars)}` : "";
  const links: [string, string | null][] = [
    ["Abstract page", paper.arxivId && `https://arxiv.org/abs/${paper.arxivId}`],
    ["PDF", paper.arxivId && `https://arxiv.org/pdf/${paper.arxivId}`],
    [`Code${stars}`, paper.githubUrl],
    ["Project page", paper.projectUrl],
  ];
  return (
    <p className="paper-links">
      {links.map(
        ([label, href]) =>
          href &&
          /^https?:\/\//.test(href) && (
            <a key={label} href={href} rel="noopener noreferrer">
              {label}
            </a>
          ),
      )}
    </p>
  );
}
