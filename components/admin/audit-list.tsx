import Link from "next/link";
import { type Act, acts } from "@/server/audit/acts";
import type { AuditEntry } from "@/server/audit/queries";
import { Moment } from "../ui/moment";

/** What administrators did, newest first. */
export function AuditList({ entries }: { entries: AuditEntry[] }) {
  return (
    <ol className="happenings">
      {entries.map((entry) => (
        <li key={entry.id}>
          <p>
            <b className="font-semibold">
              <bdi>{entry.actorName}</bdi>
            </b>{" "}
            <Deed entry={entry} />
          </p>
          {entry.detail && <p className="text-soft">{entry.detail}</p>}
          <p className="happening-when">
            <Moment at={entry.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}

/** An act of a later version shows its own name. */
const wordsOf = (act: string) => acts[act as Act] ?? `${act} …`;

function Deed({ entry: { act, subjectId, subjectName, isSubjectHere } }: { entry: AuditEntry }) {
  const [before, after] = wordsOf(act).split("…");
  return (
    <>
      {before}
      {subjectId && isSubjectHere ? (
        <Link className="link" href={`/admin/accounts/${subjectId}`} prefetch={false}>
          <bdi>{subjectName}</bdi>
        </Link>
      ) : (
        <bdi>{subjectName}</bdi>
      )}
      {after}
    </>
  );
}
