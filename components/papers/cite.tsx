import { bibtex } from "@/server/papers/bibtex";
import { type Citable, cslJson, ris } from "@/server/papers/cite";
import { CopyButton } from "../ui/copy-button";
import { Popover } from "../ui/popover";

const FORMATS = [
  { name: "BibTeX", write: bibtex },
  { name: "RIS", write: ris },
  { name: "CSL-JSON", write: cslJson },
] as const;

/** A paper's citation in the three formats of reference managers. Opens without scripts. */
export function Cite({ paper }: { paper: Citable }) {
  return (
    <div>
      <Popover kind="box" act="cite" button="Cite" label="Cite this paper" className="cite-box">
        {FORMATS.map(({ name, write }, index) => (
          <details key={name} name="cite" open={index === 0} className="cite-format">
            <summary>{name}</summary>
            <CopyButton of={`cite-${name}`} what={name} />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it */}
            <pre id={`cite-${name}`} tabIndex={0}>
              {write(paper)}
            </pre>
          </details>
        ))}
      </Popover>
    </div>
  );
}
