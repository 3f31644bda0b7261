import type { LineProblem } from "@/server/ingest/check-file";
import { Section } from "../../settings/section";
import { counted } from "../words";

interface Props {
  /** How many rows are left out. */
  rows: number;
  problems: LineProblem[];
  /** How many problems are not listed. */
  moreProblems: number;
}

/** What is wrong with a file, by line. */
export function LineProblems({ rows, problems, moreProblems }: Props) {
  if (problems.length === 0) return null;
  return (
    <Section
      title={counted(rows, "invalid row")}
      about="They are left out. Correct them in the file, and import it again: papers that are here by then stay as they are."
    >
      <table className="import-problems">
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Field</th>
            <th scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ line, field, message }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they do not change
            <tr key={index}>
              <th scope="row">{line.toLocaleString("en-US")}</th>
              <td>{field ? <code>{field}</code> : <span className="text-soft">—</span>}</td>
              <td>{sentence(message)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {moreProblems > 0 && (
        <p className="text-soft">and {counted(moreProblems, "more", "more")}.</p>
      )}
    </Section>
  );
}

const sentence = (message: string) => message.charAt(0).toUpperCase() + message.slice(1);
