"use client";

import { useEffect, useRef } from "react";
import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import type { FileCheck } from "@/server/ingest/check-file";
import { DEFAULT_SOURCE } from "@/server/ingest/source";
import { fullDate } from "../../editions/dates";
import type { FormAction } from "../../forms/action-form";
import { papersIn } from "../../papers/names";
import { Section } from "../../settings/section";
import { counted } from "../words";
import { ConfirmImport } from "./confirm-import";
import { LineProblems } from "./line-problems";
import type { Refused } from "./send-file";

interface Props {
  name: string;
  /** Where the upvotes in the file come from; empty if nobody named it. */
  source: string;
  check: FileCheck;
  refused: Refused | undefined;
  means: ConfirmationMeans;
  action: FormAction;
  onConfirmed: () => void;
}

/** What is in a file, and what an import of it would do. */
export function CheckView({ name, source, check, refused, means, action, onConfirmed }: Props) {
  const alert = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (refused) alert.current?.focus();
  }, [refused]);
  return (
    <>
      <Section
        title="In the file"
        about={
          <>
            <bdi>{name}</bdi>. Nothing is stored yet.
          </>
        }
      >
        <Summary check={check} source={source} />
        {refused && (
          <p ref={alert} role="alert" tabIndex={-1} className="notice">
            {refused.error}
          </p>
        )}
        {check.papers > 0 && (
          <p>Everybody can read these papers, strangers too. An import cannot be undone.</p>
        )}
        {check.papers > 0 ? (
          <ConfirmImport
            papers={check.papers}
            means={means}
            action={action}
            isAsked={refused?.confirm === true}
            onConfirmed={onConfirmed}
          />
        ) : (
          <p>No row is a paper as it should be, so there is nothing to import.</p>
        )}
      </Section>
      <LineProblems rows={check.invalid} {...check} />
      <Titles check={check} />
    </>
  );
}

/** Leads to the field of the form that says it. */
function changeSource() {
  const field = document.querySelector<HTMLInputElement>(".import-page [name=source]");
  const options = field?.closest("details");
  if (options) options.open = true;
  field?.focus();
  field?.select();
}

const number = (count: number) => count.toLocaleString("en-US");

function Summary({ check, source }: Pick<Props, "check" | "source">) {
  const { papers, fresh, known, read, invalid, withoutEdition } = check;
  const repeated = read - invalid - papers;
  return (
    <ul className="import-facts">
      {papers > 0 && (
        <li>
          <b>{papersIn(papers)}:</b> {known === 0 && "all new"}
          {fresh === 0 && "all already here"}
          {known > 0 && fresh > 0 && `${number(fresh)} new, ${number(known)} already here`}
          {repeated > 0 &&
            `, and ${counted(repeated, "row")} that ${repeated === 1 ? "repeats" : "repeat"} one of them`}
          .
        </li>
      )}
      {known > 0 && (
        <li>
          Of those already here, whatever the file has newer is updated. They stay in their
          editions.
        </li>
      )}
      <Editions check={check} />
      {withoutEdition > 0 && (
        <li>
          {papersIn(withoutEdition)} for no edition: {withoutEdition === 1 ? "it" : "they"} can be
          found and saved. To put {withoutEdition === 1 ? "it" : "them"} into one, name it under
          “What the file does not say”.
        </li>
      )}
      {check.upvotes > 0 && (
        <li>
          {counted(check.upvotes, "upvote")}, from: <bdi>{source.trim() || DEFAULT_SOURCE}</bdi>
          {!source.trim() && known > 0 && ", or where those already here had theirs from"} (
          <button type="button" className="link" onClick={changeSource}>
            change
            <span className="sr-only"> where they come from</span>
          </button>
          )
        </li>
      )}
      {invalid > 0 && (
        <li>
          <b>{counted(invalid, "invalid row")}</b> {invalid === 1 ? "is" : "are"} left out: see
          below.
        </li>
      )}
    </ul>
  );
}

function Editions({ check: { editions, moreEditions } }: { check: FileCheck }) {
  if (editions.length === 0) return null;
  return (
    <li>
      To {counted(editions.length + moreEditions, "edition")}:
      <ul className="import-editions">
        {editions.map(({ day, papers }) => (
          <li key={day}>
            {fullDate(day)} <span className="text-soft">{papers.toLocaleString("en-US")}</span>
            <span className="sr-only"> {papers === 1 ? "paper" : "papers"}</span>
          </li>
        ))}
        {moreEditions > 0 && (
          <li className="text-soft">and {moreEditions.toLocaleString("en-US")} more</li>
        )}
      </ul>
    </li>
  );
}

function Titles({ check: { titles, papers } }: { check: FileCheck }) {
  if (titles.length === 0) return null;
  return (
    <Section title={papers > titles.length ? `The first ${titles.length} titles` : "Titles"}>
      <ol className="import-titles">
        {titles.map(({ slug, title, isKnown }) => (
          <li key={slug}>
            <bdi>{title}</bdi>
            {isKnown && <span className="import-known">already here</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
