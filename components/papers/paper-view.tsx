import type { NotesOnPaper } from "@/server/annotations/queries";
import type { PaperPage } from "@/server/papers/queries";
import { Abstract } from "../annotations/abstract";
import { Discussion } from "../annotations/discussion";
import { Margin } from "../annotations/margin";
import { NotesProvider } from "../annotations/notes";
import { StateRequest } from "../api/state-request";
import { abstractParts } from "./abstract-parts";
import { PaperFacts } from "./paper-facts";
import { PaperHead } from "./paper-head";

/** A paper's page: the same for everyone, with the reader's own state added in the browser. */
export function PaperView(props: { paper: PaperPage; voters: string[]; notes: NotesOnPaper }) {
  const { paper, voters } = props;
  const { version, textHash, ...notes } = props.notes;
  const { id, slug, abstract } = paper;
  const noted = { id, slug, version, textHash, abstract };
  return (
    <main className="sheet">
      <StateRequest paperIds={[paper.id]} />
      <NotesProvider key={paper.id} paper={noted} initial={notes}>
        <article className="paper" data-paper={paper.id} aria-labelledby="title">
          <PaperHead paper={paper} />
          <Abstract parts={abstractParts(paper.abstract)} />
          <Margin />
          <div className="paper-rest">
            <PaperFacts paper={paper} voters={voters} />
            <Discussion />
          </div>
        </article>
      </NotesProvider>
    </main>
  );
}
