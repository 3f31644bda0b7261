import type { LastImport } from "@/server/ingest/last-import";
import { Section } from "../../settings/section";
import { Moment } from "../../ui/moment";
import { counted } from "../words";

const EXAMPLE = `{"arxivId": "2501.00663", "title": "Titans: Learning to Memorize at Test Time", "abstract": "…", "authors": ["Ali Behrouz"], "feedDate": "2025-01-16", "upvotes": 24, "upvotesAsOf": "2025-01-17T08:00:00Z", "categories": ["cs.LG"], "githubUrl": "https://github.com/…", "publishedAt": "2024-12-31T22:32:03Z"}`;

/** What a file contains, and what was imported last, beside the form. */
export function Beside({ last }: { last: LastImport | null }) {
  return (
    <div className="import-result">
      <Section
        title="A paper in a file"
        about={
          <>
            Only <code>title</code> and <code>abstract</code> are required. A paper with a{" "}
            <code>feedDate</code> goes to the edition of that day.
          </>
        }
      >
        <pre className="import-example">{EXAMPLE}</pre>
      </Section>
      {last && <Last last={last} />}
    </div>
  );
}

function Last({ last: { at, source, read, added, updated, skipped } }: { last: LastImport }) {
  return (
    <Section title="The last import">
      <p>
        <Moment at={at} />, with upvotes from <bdi>{source}</bdi>: {counted(read, "row")},{" "}
        {counted(added, "paper")} added, {updated.toLocaleString("en-US")} updated,{" "}
        {skipped.toLocaleString("en-US")} left out.
      </p>
    </Section>
  );
}
