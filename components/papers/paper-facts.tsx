import Link from "next/link";
import type { ReactNode } from "react";
import { doiUrl } from "@/server/papers/cite";
import type { PaperPage } from "@/server/papers/queries";
import { fullDate } from "../editions/dates";
import { MyListsOf } from "../lists/my-lists-of";
import { FieldLink } from "../search/field-link";
import { dayOf, publishedIn } from "./published";
import { Tex } from "./tex";
import { Voters } from "./voters";

const number = new Intl.NumberFormat("en-US");

/** Further facts about a paper: each only if known. */
export function PaperFacts({ paper, voters }: { paper: PaperPage; voters: string[] }) {
  const published = publishedIn(paper);
  return (
    <section className="paper-facts" aria-label="About this paper">
      <h2 className="paper-facts-title">About</h2>
      <dl>
        <Fact name="arXiv">
          {paper.arxivId && (
            <Away href={`https://arxiv.org/abs/${paper.arxivId}`}>
              {paper.arxivId}
              {paper.latestVersion ? ` v${paper.latestVersion}` : ""}
            </Away>
          )}
        </Fact>
        <Fact name="Published">
          {published && <time dateTime={published.dateTime}>{published.text}</time>}
        </Fact>
        <Fact name="In">{paper.journalRef && <Tex source={paper.journalRef} />}</Fact>
        <Fact name="DOI">{paper.doi && <Away href={doiUrl(paper.doi)}>{paper.doi}</Away>}</Fact>
        <Fact name="Organization">
          {paper.organization && <FieldLink field="organization" name={paper.organization} />}
        </Fact>
        <Fact name="Code">
          {isWeb(paper.githubUrl) && (
            <Away href={paper.githubUrl}>
              {nameOfRepository(paper.githubUrl)}
              {paper.githubStars ? ` ★ ${number.format(paper.githubStars)}` : ""}
            </Away>
          )}
        </Fact>
        <Fact name="Project">
          {isWeb(paper.projectUrl) && <Away href={paper.projectUrl}>Project page</Away>}
        </Fact>
        <Fact name="Edition">
          {paper.feedDate && (
            <Link className="link" href={`/papers/date/${paper.feedDate}`} prefetch={false}>
              {fullDate(paper.feedDate)}
            </Link>
          )}
        </Fact>
        <Fact name="Categories">{tags(paper.categories)}</Fact>
        <Fact name="Keywords">
          {paper.keywords.length > 0 &&
            paper.keywords.map((keyword) => (
              <FieldLink key={keyword} field="keyword" name={keyword}>
                <Tex source={keyword} />
              </FieldLink>
            ))}
        </Fact>
        <Fact name="Comment">{paper.comment && <Tex source={paper.comment} />}</Fact>
        <Fact name="Versions">
          {paper.arxivId && paper.versions.length > 1 && (
            <Versions arxivId={paper.arxivId} versions={paper.versions} />
          )}
        </Fact>
        {paper.upvotes.map(({ source, upvotes, asOf }) => (
          <Fact key={source} name={`On ${source}`}>
            {number.format(upvotes)} {upvotes === 1 ? "upvote" : "upvotes"}
            {asOf && ` as of ${dayOf(asOf)}`}
          </Fact>
        ))}
        <Fact name="Votes here">
          {paper.votes > 0 && <Voters names={voters} votes={paper.votes} />}
        </Fact>
        <MyListsOf paperId={paper.id} />
      </dl>
    </section>
  );
}

const isWeb = (url: string | null): url is string => /^https?:\/\//.test(url ?? "");

/** "owner/name" of a URL on GitHub. */
const nameOfRepository = (url: string) =>
  /^https?:\/\/github\.com\/([^/?#]+\/[^/?#]+)/.exec(url)?.[1] ?? "Repository";

/** A link to another site. Nothing is loaded from there. */
function Away({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="link" href={href} rel="noopener noreferrer">
      {children}
    </a>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const tags = (words: string[]) =>
  words.length > 0 &&
  words.map((word) => (
    <span className="tag" key={word}>
      {word}
    </span>
  ));

function Versions({ arxivId, versions }: { arxivId: string } & Pick<PaperPage, "versions">) {
  return versions.map(({ version, ...submitted }) => {
    const published = publishedIn(submitted);
    return (
      <span className="paper-version" key={version}>
        <Away href={`https://arxiv.org/abs/${arxivId}v${version}`}>v{version}</Away>
        {published && <time dateTime={published.dateTime}>{published.text}</time>}
      </span>
    );
  });
}
