import Link from "next/link";
import type { CuratedDay } from "@/server/curation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { Tex } from "../papers/tex";
import { DayForm } from "./day-head";

type CuratedPaper = CuratedDay["papers"][number];

interface Props {
  day: CuratedDay;
  place: FormAction;
  change: FormAction;
}

/** The papers of a day in their order, each with what a curator can do. */
export function DayPapers({ day: { feedDate, papers }, place, change }: Props) {
  const placed = papers.filter((paper) => paper.place !== null).length;
  return (
    <>
      <DayForm feedDate={feedDate} />
      {papers.length === 0 && <p className="text-soft">This day has no papers.</p>}
      <ol className="curated">
        {papers.map((paper) => (
          <li key={paper.paperId}>
            <p dir="auto" className="submit-title">
              <Link className="hover:underline" href={`/papers/${paper.slug}`} prefetch={false}>
                <Tex source={paper.title} />
              </Link>
            </p>
            <p className="text-soft">{factsOf(paper)}</p>
            <PlaceForm paper={paper} isLast={paper.place === placed} action={place} />
            <details className="unfolds">
              <summary>Move or remove</summary>
              <PaperForm paper={paper} feedDate={feedDate} action={change} />
            </details>
          </li>
        ))}
      </ol>
    </>
  );
}

function factsOf({ place, votes, source, sourceUpvotes, submitter }: CuratedPaper): string {
  const facts = [
    ...(place === null ? [] : ["Put first by a curator"]),
    ...(votes > 0 ? [`${votes} ${votes === 1 ? "vote" : "votes"} here`] : []),
    ...(source && sourceUpvotes > 0 ? [`${sourceUpvotes} on ${source}`] : []),
    submitter ? `submitted by ${submitter}` : "from a source",
  ];
  return facts.join(" · ");
}

interface PlaceProps {
  paper: Pick<CuratedPaper, "paperId" | "title" | "place">;
  /** Whether no paper with a place comes after it. */
  isLast: boolean;
  action: FormAction;
}

/** Puts a paper first, or moves it among those that are. */
export function PlaceForm({ paper: { paperId, title, place }, isLast, action }: PlaceProps) {
  const acts = [
    ...(place === 1 ? [] : [["top", "Put first"]]),
    ...(place === null || place === 1 ? [] : [["up", "Up"]]),
    ...(place === null || isLast ? [] : [["down", "Down"]]),
    ...(place === null ? [] : [["none", "By points"]]),
  ];
  return (
    <ActionForm action={action} className="flex flex-wrap gap-2.5">
      <input type="hidden" name="paperId" value={paperId} />
      {acts.map(([to, label]) => (
        <Submit key={to} className="btn" name="to" value={to}>
          {label}
          <span className="sr-only">: {title}</span>
        </Submit>
      ))}
    </ActionForm>
  );
}

interface PaperProps {
  paper: Pick<CuratedPaper, "paperId" | "title">;
  feedDate: string;
  action: FormAction;
}

/** Moves a paper to another day, or removes it. */
export function PaperForm({ paper: { paperId, title }, feedDate, action }: PaperProps) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="paperId" value={paperId} />
      <Field
        name="reason"
        label="Reason"
        maxLength={300}
        hint="Everybody reads it in the public log, and the submitter on their page. A removal needs one."
      />
      <Field name="feedDate" label="Day" type="date" defaultValue={feedDate} required />
      <div className="flex flex-wrap gap-2.5">
        <Submit className="btn" name="act" value="move">
          Move to this day<span className="sr-only">: {title}</span>
        </Submit>
        <Submit className="btn" name="act" value="remove">
          Remove from the edition<span className="sr-only">: {title}</span>
        </Submit>
      </div>
    </ActionForm>
  );
}
