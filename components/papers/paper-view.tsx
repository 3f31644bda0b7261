import type { NotesOnPaper } from "@/server/annotations/queries";
import type { PaperPage } from "@/server/papers/queries";
import { Abstract } from "../annotations/abstract";
import { Discussion } from "../annotations/discussion";
import { Margin } from "../annotations/margin";
import { NotesProvider } from "../annotations/notes";
import { StateRequest } from "../api/state-request";
import { fullDate } from "../editions/dates";
import { displayFont } from "../editions/display-font";
import { abstractParts } from "./abstract-parts";
import { NoteOpened } from "./note-opened";
import { PaperFacts } from "./paper-facts";
import { PaperHead } from "./paper-head";
import { PaperStrip } from "./paper-strip";
import { ReadPdf } from "./read-pdf";
import { RelatedPapers } from "./related-papers";
import { TeamReadPapers } from "./team-read";

/** A paper's page: the same for everyone, with the reader's own state added in the browser. */
export function PaperView(props: { paper: PaperPage; voters: string[]; notes: NotesOnPaper }) {
  const { paper, voters } = props;
  const { version, textHash, ...notes } = props.notes;
  const { id, slug, abstract } = paper;
  const noted = { id, slug, version, textHash, abstract };
  return (
    <main className={`sheet ${displayFont.variable}`}>
      <StateRequest paperIds={[paper.id]} />
      <NoteOpened paperId={paper.id} />
      <NotesProvider
        key={paper.id}
        paper={noted}
        parts={abstractParts(paper.abstract)}
        initial={notes}
      >
        <PaperStrip path={`/papers/${slug}`} edition={editionOf(paper)} />
        <article className="paper" data-paper={paper.id} aria-labelledby="title">
          <PaperHead paper={paper} />
          <ReadPdf arxivId={paper.arxivId} />
          <Abstract dropCap={hasDropCap(paper.abstract)} />
          <Margin />
          <div className="paper-rest">
            <Discussion />
          </div>
          <PaperFacts paper={paper} voters={voters} />
        </article>
      </NotesProvider>
      <RelatedPapers related={paper.related} />
      <TeamReadPapers paperId={paper.id} />
    </main>
  );
}

const editionOf = ({ feedDate }: PaperPage) =>
  feedDate === null
    ? null
    : { href: `/papers/date/${feedDate}`, label: `${fullDate(feedDate)} edition` };

/** Whether a text begins with a plain word: no acronym, digit or formula gets a drop cap. */
const hasDropCap = (abstract: string) => /^\s*\p{Lu}\p{Ll}*[\s,]/u.test(abstract);
