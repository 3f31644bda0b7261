import Link from "next/link";
import type { PaperPage } from "@/server/papers/queries";
import { NoteButton } from "../annotations/note-button";
import { fullDate } from "../editions/dates";
import { SaveButton } from "../library/save-button";
import { ListButton } from "../lists/list-button";
import { Faces } from "../votes/faces";
import { VoteButton } from "../votes/vote-button";
import { Authors } from "./authors";
import { Cite } from "./cite";
import { PaperLinks } from "./paper-links";
import { Tex } from "./tex";

/** A paper's title, authors and actions. */
export function PaperHead({ paper }: { paper: PaperPage }) {
  const { feedDate, submitter } = paper;
  return (
    <header className="paper-head">
      <p className="byline">
        {feedDate && (
          <Link href={`/papers/date/${feedDate}`} prefetch={false} className="quiet-link">
            {fullDate(feedDate)} edition
          </Link>
        )}
        {submitter && (
          <>
            {" · submitted by "}
            <bdi>{submitter}</bdi>
          </>
        )}
      </p>
      <h1 className="paper-title" id="title" dir="auto">
        <Tex source={paper.title} />
      </h1>
      <Authors authors={paper.authors} />
      <PaperLinks paper={paper} />
      <div className="paper-actions">
        <VoteButton paperId={paper.id} count={paper.votes} />
        <SaveButton paperId={paper.id} />
        <ListButton paperId={paper.id} />
        <NoteButton />
        <Cite paper={paper} />
        <Faces paperId={paper.id} />
      </div>
    </header>
  );
}
