import Link from "next/link";
import type { Preview } from "@/server/submissions/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { PreviewLine } from "./preview-line";
import { Progress } from "./progress";
import { goesTo, papersCounted } from "./words";

interface Props {
  preview: Preview;
  send: FormAction;
  upvote: FormAction;
  paste: FormAction;
}

/** What is about to be submitted, or has been: each paper with what is known of it. */
export function PreviewView({ preview, send, upvote, paste }: Props) {
  const { lines, isSent } = preview;
  const waiting = lines.filter(({ state }) => state === "waiting").length;
  const fresh = lines.filter(({ state }) => state === "new" || state === "known");
  const there = lines.filter(({ state }) => ["here", "queued", "removed"].includes(state));
  const unreadable = lines.filter(({ state }) => state === "unreadable");
  return (
    <>
      <h1 className="page-title">{isSent ? "Submitted" : "Submit a paper"}</h1>
      <div className="form-sections">
        {waiting > 0 && (
          <Progress id={preview.id} read={lines.length - waiting} all={lines.length} />
        )}
        {!isSent && <Group title="New" lines={fresh} upvote={upvote} />}
        {!isSent && fresh.length > 0 && (
          <SendForm preview={preview} many={fresh.length} isReading={waiting > 0} action={send} />
        )}
        <Group title={isSent ? "Here" : "Already here"} lines={there} upvote={upvote} />
        <Group title="Cannot be read" lines={unreadable} upvote={upvote} />
        {unreadable.length > 0 && (
          <TryAgain lines={unreadable.map(({ text }) => text)} action={paste} />
        )}
        <p>
          <Link className="link" href="/submit" prefetch={false}>
            {isSent ? "Submit another paper" : "Begin again"}
          </Link>
        </p>
      </div>
    </>
  );
}

interface GroupProps {
  title: string;
  lines: Preview["lines"];
  upvote: FormAction;
}

function Group({ title, lines, upvote }: GroupProps) {
  if (lines.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="section-title border-b border-line pb-2">
        {title} <span className="text-soft">{lines.length}</span>
      </h2>
      <ul>
        {lines.map((line) => (
          <PreviewLine key={line.slug ?? line.text} line={line} upvote={upvote} />
        ))}
      </ul>
    </section>
  );
}

interface SendProps {
  preview: Pick<Preview, "id" | "day" | "waits">;
  many: number;
  /** Whether some have not been read yet. */
  isReading: boolean;
  action: FormAction;
}

/** Submits what the page shows as new. */
export function SendForm({ preview, many, isReading, action }: SendProps) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="id" value={preview.id} />
      <p className="text-soft">{goesTo(preview)}</p>
      {isReading ? (
        <p className="text-soft">They can be submitted once all are read.</p>
      ) : (
        <Submit className="btn btn-solid justify-self-start">Submit {papersCounted(many)}</Submit>
      )}
    </ActionForm>
  );
}

/** Reads again what could not be read. */
export function TryAgain({ lines, action }: { lines: string[]; action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="papers" value={lines.join("\n")} />
      <Submit className="btn justify-self-start">Try these again</Submit>
    </ActionForm>
  );
}
