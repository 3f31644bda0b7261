"use client";

import { useEffect, useRef, useState } from "react";
import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import type { FileCheck } from "@/server/ingest/check-file";
import type { Imported } from "@/server/ingest/import-uploaded";
import type { LastImport } from "@/server/ingest/last-import";
import type { FormAction } from "../../forms/action-form";
import { papersIn } from "../../papers/names";
import { Section } from "../../settings/section";
import { arriveAtHeading } from "../../ui/heading";
import { counted } from "../words";
import { Beside } from "./beside";
import { CheckView } from "./check-view";
import { FileForm } from "./file-form";
import { ImportDone } from "./import-done";
import { Progress } from "./progress";
import { checkFile, type FileOptions, importFile, type Refused, type Sending } from "./send-file";

/** The file, and how far it is. */
type Phase =
  | { at: "choosing"; refused?: Refused }
  | { at: "checking"; sent: number }
  | { at: "checked"; check: FileCheck; refused?: Refused }
  | { at: "importing"; check: FileCheck; sent: number; read: number }
  | { at: "done"; imported: Imported };

interface Chosen {
  file: File;
  options: FileOptions;
}

interface Props {
  last: LastImport | null;
  means: ConfirmationMeans;
  /** Confirms that it is the administrator who imports. */
  action: FormAction;
}

/** Choosing a file, looking at what is in it, and importing it. */
export function ImportPapers({ last, means, action }: Props) {
  const [phase, setPhase] = useState<Phase>({ at: "choosing" });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const goesOn = useRef(false);
  const result = useRef<HTMLDivElement>(null);
  const { at } = phase;
  const isNews = at === "done" || (at === "checked" && !phase.refused);

  useEffect(() => {
    const heading = result.current?.querySelector("h2");
    // the pressed button is gone
    if (at !== "choosing") arriveAtHeading(heading);
    // on a phone, the result is below what is in sight
    if (!heading || !isNews) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [at, isNews]);
  // an import goes on where the administrator only turns to another page
  useEffect(() => () => void (goesOn.current || stop.current?.()), []);
  useEffect(() => {
    if (at !== "importing") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [at]);

  /** What a request is answered; null if the reader stops it. */
  async function answerOf<T>(sending: Sending<T>) {
    let isStopped = false;
    stop.current = () => {
      isStopped = true;
      sending.stop();
    };
    const answer = await sending.answer;
    stop.current = null;
    return isStopped ? null : answer;
  }

  async function check(file: File, options: FileOptions) {
    setChosen({ file, options });
    setPhase({ at: "checking", sent: 0 });
    const sending = checkFile(file, options, {
      onSent: (sent) => setPhase((now) => (now.at === "checking" ? { ...now, sent } : now)),
    });
    const answer = await answerOf(sending);
    if (!answer) {
      setPhase({ at: "choosing" });
      arriveAtHeading(document.querySelector("main h1"));
    } else if ("error" in answer) setPhase({ at: "choosing", refused: answer });
    else setPhase({ at: "checked", check: answer });
  }

  async function run(of: FileCheck) {
    if (!chosen) return;
    let read = 0;
    setPhase({ at: "importing", check: of, sent: 0, read });
    const sending = importFile(chosen.file, chosen.options, {
      onSent: (sent) => setPhase((now) => (now.at === "importing" ? { ...now, sent } : now)),
      onRead(rows) {
        read = rows;
        setPhase((now) => (now.at === "importing" ? { ...now, read: rows } : now));
      },
    });
    goesOn.current = true;
    const answer = (await answerOf(sending)) ?? { error: "You have stopped the import." };
    goesOn.current = false;
    if (!("error" in answer)) setPhase({ at: "done", imported: answer });
    else {
      const error = read > 0 ? `${answer.error} ${KEPT}` : answer.error;
      setPhase({ at: "checked", check: of, refused: { ...answer, error } });
    }
  }

  return (
    <div className="import-page">
      <FileForm
        refused={phase.at === "choosing" ? phase.refused : undefined}
        isBusy={at === "checking" || at === "importing"}
        isFilled={at !== "choosing"}
        onCheck={check}
        onChange={() => at !== "done" && setPhase({ at: "choosing" })}
      />
      <p role="status" className="sr-only">
        {statusOf(phase)}
      </p>
      {!chosen || at === "choosing" ? (
        <Beside last={last} />
      ) : (
        <div ref={result} className="import-result">
          {phase.at === "checking" && (
            <Section title="Checking">
              <Progress
                value={phase.sent < 1 ? phase.sent : undefined}
                label={phase.sent < 1 ? "Sending" : "Reading"}
                name={chosen.file.name}
                onStop={() => stop.current?.()}
              />
            </Section>
          )}
          {phase.at === "checked" && (
            <CheckView
              name={chosen.file.name}
              source={chosen.options.source}
              check={phase.check}
              refused={phase.refused}
              means={means}
              action={action}
              onConfirmed={() => run(phase.check)}
            />
          )}
          {phase.at === "importing" && (
            <Section title="Importing" about="Keep this page open until it is done.">
              <Progress
                value={partOf(phase)}
                label={phase.sent < 1 ? "Sending" : "Storing"}
                detail={
                  phase.read > 0
                    ? `${phase.read.toLocaleString("en-US")} of ${counted(phase.check.read, "row")}`
                    : undefined
                }
                name={chosen.file.name}
                onStop={() => stop.current?.()}
              />
            </Section>
          )}
          {phase.at === "done" && <ImportDone imported={phase.imported} />}
        </div>
      )}
    </div>
  );
}

/** How far an import is; undefined between sending the file and storing its first papers. */
function partOf({ sent, read, check }: Extract<Phase, { at: "importing" }>): number | undefined {
  if (read > 0) return read / check.read;
  return sent < 1 ? sent : undefined;
}

const KEPT = "What was stored by then stays; import the file again for the rest.";

/** What a screen reader is told of the phase. */
function statusOf(phase: Phase): string {
  switch (phase.at) {
    case "checking":
      return phase.sent < 1 ? "Sending the file." : "Reading the file.";
    case "checked":
      return phase.refused
        ? ""
        : `The file is checked: ${papersIn(phase.check.papers)}, ${counted(phase.check.invalid, "invalid row")}.`;
    case "importing":
      return "Importing.";
    case "done":
      return "The import is done.";
    default:
      return "";
  }
}
