import type { PaperPage } from "@/server/papers/queries";
import { NoteButton } from "../annotations/note-button";
import { SaveButton } from "../library/save-button";
import { ListButton } from "../lists/list-button";
import { Faces } from "../votes/faces";
import { VoteButton } from "../votes/vote-button";
import { Authors } from "./authors";
import { Cite } from "./cite";
import { SourceUpvotes } from "./row-side";
import { Tex } from "./tex";
import { TitleTransition } from "./title-transition";

/** A paper's title, authors and actions. */
export function PaperHead({ paper }: { paper: PaperPage }) {
  const { submitter, topics } = paper;
  return (
    <header className="paper-head">
      {topics.length > 0 && (
        <p className="paper-topic">
          {topics.map(({ slug, name }) => (
            <a key={slug} href={`/search?q=topic:${slug}`}>
              {name}
            </a>
          ))}
        </p>
      )}
      <TitleTransition paperId={paper.id}>
        <h1 className="paper-title" id="title" dir="auto">
          <Tex source={paper.title} />
        </h1>
      </TitleTransition>
      <Authors authors={paper.authors} />
      {submitter && (
        <p className="byline">
          Submitted by <bdi>{submitter}</bdi>
        </p>
      )}
      {paper.withdrawn && (
        <p className="notice paper-withdrawn">
          <strong>Withdrawn.</strong> The authors have withdrawn this paper
          {paper.latestVersion ? ` with version ${paper.latestVersion}` : ""}. Votes, lists and
          notes stay.
        </p>
      )}
      <div className="paper-actions">
        <div className="paper-acts">
          {/* mail leads to these buttons, and presses none of them */}
          <span id="upvote" className="act-target">
            <VoteButton paperId={paper.id} count={paper.votes} />
          </span>
          <span id="save" className="act-target">
            <SaveButton paperId={paper.id} />
          </span>
          <ListButton paperId={paper.id} />
          <NoteButton />
          <Cite paper={paper} />
        </div>
        <SourceUpvotes source={paper.source} upvotes={paper.sourceUpvotes} />
        <Faces paperId={paper.id} />
      </div>
    </header>
  );
}
