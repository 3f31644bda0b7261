import type { Warning } from "@/server/moderation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { Tex } from "../papers/tex";
import { Moment } from "../ui/moment";
import { ReportedNote } from "./reported-note";

interface Props {
  warnings: Warning[];
  action: FormAction;
}

/** What administrators have warned the reader of: when, for what and why. */
export function WarningList({ warnings, action }: Props) {
  return (
    <ActionForm action={action} className="grid gap-4">
      {warnings.length === 0 && <p className="text-soft">You have no warnings.</p>}
      <ul>
        {warnings.map((warning) => (
          <li key={warning.id} className="reported">
            <p>
              <b className="font-semibold">A warning by an administrator</b>
              {subjectOf(warning)}, <Moment at={warning.createdAt} />
            </p>
            <About {...warning} />
            <p dir="auto" className="[overflow-wrap:anywhere]">
              <span className="text-soft">Reason:</span> {warning.reason}
            </p>
            <Submit className="btn justify-self-start" name="id" value={warning.id}>
              I have read this
            </Submit>
          </li>
        ))}
      </ul>
    </ActionForm>
  );
}

function subjectOf({ about, note, paper }: Warning): string {
  if (about === "name") return " for the name of your account";
  if (about !== "note") return "";
  if (!note) return paper ? " for a note that is deleted since, on" : " for a note that is deleted";
  return " for your note on";
}

/** The note, or the paper that it was on. */
function About({ note, paper }: Warning) {
  if (!paper) return null;
  if (note) return <ReportedNote note={note} paper={paper} />;
  return (
    <p dir="auto" className="reported-paper">
      <Tex source={paper.title} />
    </p>
  );
}
