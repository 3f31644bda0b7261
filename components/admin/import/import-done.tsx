import Link from "next/link";
import type { Imported } from "@/server/ingest/import-uploaded";
import { fullDate } from "../../editions/dates";
import { Section } from "../../settings/section";
import { counted } from "../words";
import { LineProblems } from "./line-problems";

/** What has come of an import. */
export function ImportDone({ imported }: { imported: Imported }) {
  const { read, added, updated, skipped, newest } = imported;
  const unchanged = read - added - updated - skipped;
  const number = (count: number) => count.toLocaleString("en-US");
  return (
    <>
      <Section title="Imported">
        <ul className="import-facts">
          <li>
            <b>{counted(added, "paper")} added,</b> {number(updated)} updated, {number(unchanged)}{" "}
            unchanged{skipped > 0 && `, and ${counted(skipped, "invalid row")} left out`}.
          </li>
          <li>Related papers are found in the background. Everything else is there now.</li>
        </ul>
        {newest && (
          <p>
            <Link className="btn" href={`/papers/date/${newest}`} prefetch={false}>
              Open the edition of {fullDate(newest)}
            </Link>
          </p>
        )}
      </Section>
      <LineProblems rows={skipped} {...imported} />
    </>
  );
}
