import Link from "next/link";
import type { Report } from "@/server/moderation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { Moment } from "../ui/moment";
import { ReportedNote } from "./reported-note";

/** The reports that wait for an administrator, each with what can be done. */
export function ReportList({ reports, action }: { reports: Report[]; action: FormAction }) {
  if (reports.length === 0) return <p className="text-soft">No report waits.</p>;
  return (
    <ul>
      {reports.map((report) => (
        <li key={report.id} className="reported">
          <p>
            <Who person={report.reporter} /> reported{" "}
            {report.note ? "a note of " : "the name of the account "}
            {report.author ? <Who person={report.author} /> : "a former reader"}, and wrote:{" "}
            <q dir="auto">{report.reason}</q>{" "}
            <span className="text-soft">
              <Moment at={report.createdAt} />
            </span>
          </p>
          {report.note && report.paper && <ReportedNote note={report.note} paper={report.paper} />}
          <DecisionForm report={report} action={action} />
        </li>
      ))}
    </ul>
  );
}

const Who = ({ person: { id, name } }: { person: { id: string; name: string } }) => (
  <Link className="font-semibold hover:underline" href={`/admin/accounts/${id}`} prefetch={false}>
    <bdi>{name}</bdi>
  </Link>
);

/** What an administrator decides on one report. */
export function DecisionForm({ report, action }: { report: Report; action: FormAction }) {
  const { id, note, author } = report;
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="reportId" value={id} />
      <Field
        name="reason"
        label="Reason"
        maxLength={300}
        hint="For hiding and warning. The author reads it, and so does everybody in the public log."
      />
      <div className="flex flex-wrap gap-2.5">
        {note && !note.isHidden && (
          <Submit className="btn btn-solid" name="act" value="hide">
            Hide the note
          </Submit>
        )}
        {author && (
          <Submit className="btn" name="act" value="warn">
            Warn {note ? "the author" : "them"}
          </Submit>
        )}
        <Submit className="btn btn-quiet" name="act" value="dismiss">
          Dismiss the report
        </Submit>
      </div>
    </ActionForm>
  );
}
