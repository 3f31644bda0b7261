"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { DEFAULT_SOURCE } from "@/server/ingest/source";
import { MAX_FILE_BYTES, MAX_FILE_ROWS, MAX_UNPACKED_BYTES } from "@/server/platform/limits";
import { Field } from "../../forms/field";
import { Labelled } from "../../forms/labelled";
import { Section } from "../../settings/section";
import { bytesIn } from "../words";
import type { FileOptions, Refused } from "./send-file";

const LABELS: Record<string, string> = {
  edition: "Edition",
  curators: "Curated by",
  source: "Upvotes come from",
};

interface Props {
  refused: Refused | undefined;
  isBusy: boolean;
  /** Whether a file has been checked already. */
  isFilled: boolean;
  onCheck: (file: File, options: FileOptions) => void;
  /** Called if what was checked is no longer what is chosen. */
  onChange: () => void;
}

/** Why a file is not even sent. */
function fault(file: File | undefined): string | null {
  if (!file) return "Choose a file first.";
  if (file.size === 0) return "This file is empty. Choose a file with papers in it.";
  if (file.size <= MAX_FILE_BYTES) return null;
  return `This file has ${bytesIn(file.size)}; at most ${bytesIn(MAX_FILE_BYTES)} are read here. Split it, or import it on the server.`;
}

/** Chooses a file of papers, and what it does not say itself. */
export function FileForm({ refused, isBusy, isFilled, onCheck, onChange }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const alert = useRef<HTMLParagraphElement>(null);
  const [own, setOwn] = useState<string | null>(null);
  const error = own ?? (refused && sentenceOf(refused));
  useEffect(() => {
    if (error) alert.current?.focus();
  }, [error]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "");
    const file = form.current?.querySelector<HTMLInputElement>("[type=file]")?.files?.[0];
    const wrong = fault(file);
    setOwn(wrong);
    if (wrong) onChange();
    if (wrong || !file) return;
    onCheck(file, { edition: text("edition"), by: text("by"), source: text("source") });
  }

  return (
    <Section title="Import papers" about={<About />}>
      <noscript>
        <p className="notice">
          Sending a file needs scripts, which are off in this browser. Turn them on, or run{" "}
          <code>npm run import -- FILE</code> on the server.
        </p>
      </noscript>
      <form
        ref={form}
        className="scripted-only grid gap-5"
        noValidate
        onSubmit={submit}
        onChange={() => {
          setOwn(null);
          if (!isBusy) onChange();
        }}
      >
        {error && (
          <p ref={alert} role="alert" tabIndex={-1} className="notice">
            {error}
          </p>
        )}
        <Labelled
          name="file"
          label="File"
          hint={`At most ${bytesIn(MAX_FILE_BYTES)}, ${bytesIn(MAX_UNPACKED_BYTES)} unpacked, and ${MAX_FILE_ROWS.toLocaleString("en-US")} papers. Larger ones can be imported on the server.`}
        >
          {({ typed: _, ...control }) => (
            <input
              {...control}
              type="file"
              name="file"
              className="field import-file"
              disabled={isBusy}
            />
          )}
        </Labelled>
        <Untold isBusy={isBusy} />
        <button
          type="submit"
          className={`btn justify-self-start ${isFilled ? "" : "btn-solid"}`}
          aria-disabled={isBusy || undefined}
        >
          Check the file
        </button>
      </form>
    </Section>
  );
}

const About = () => (
  <>
    JSON or JSON Lines, plain or gzipped, with one object per paper: what{" "}
    <code>npm run import</code> reads. Responses of Hugging Face’s <code>/api/daily_papers</code>{" "}
    can be imported unchanged. Votes, notes and lists stay as they are.
  </>
);

/** What the papers of a file may leave open. */
function Untold({ isBusy }: { isBusy: boolean }) {
  const id = useId();
  return (
    <details className="import-untold">
      <summary id={id}>What the file does not say</summary>
      <fieldset aria-labelledby={id} disabled={isBusy} className="grid gap-5">
        <Field
          name="edition"
          label="Edition"
          type="date"
          hint="Of papers that name no feedDate. Without it, they can be found and saved, but are in no edition."
        />
        <Field
          name="by"
          label="Curated by"
          autoComplete="off"
          hint="Who curates the editions that the papers go to. Separate names with commas."
        />
        <Field
          name="source"
          label="Upvotes come from"
          maxLength={60}
          placeholder={DEFAULT_SOURCE}
          hint={`Shown with the upvotes in the file, which are never mixed with votes cast here. If empty, papers that are here keep the source they have, and others get ${DEFAULT_SOURCE}.`}
        />
      </fieldset>
    </details>
  );
}

const sentenceOf = ({ error, field }: Refused) =>
  field && LABELS[field] ? `${LABELS[field]}: ${error}` : error;
