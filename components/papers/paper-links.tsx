import type { PaperPage } from "@/server/papers/queries";

const number = new Intl.NumberFormat("en-US");

/** The paper's other names and URLs. Nothing is loaded from there. */
export function PaperLinks({ paper }: { paper: PaperPage }) {
  const version = paper.latestVersion ? ` v${paper.latestVersion}` : "";
  const stars = paper.githubStars ? ` ★ ${number.format(paper.githubStars)}` : "";
  const links: [string, string | null][] = [
    ["Abstract page", paper.arxivId && `https://arxiv.org/abs/${paper.arxivId}`],
    ["PDF", paper.arxivId && `https://arxiv.org/pdf/${paper.arxivId}`],
    [`Code${stars}`, paper.githubUrl],
    ["Project page", paper.projectUrl],
  ];
  return (
    <p className="paper-links">
      <span>{paper.arxivId ? `arXiv\u00a0${paper.arxivId}${version}` : "no arXiv id"}</span>
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
