import { Popover } from "./popover";

const NAMES = { bib: "BibTeX", csv: "CSV", json: "JSON", md: "Markdown" } as const;

type Format = keyof typeof NAMES;

export const FORMATS_OF_PAPERS = Object.keys(NAMES) as Format[];

interface Props {
  /** The URL of the page whose content is exported: `/library?status=read`. */
  of: string;
  formats: readonly Format[];
}

/** Exports what a page shows, and its other parts, as a file. Works without scripts. */
export function ExportMenu({ of, formats }: Props) {
  const [path, query] = of.split("?");
  return (
    <div>
      <Popover act="export" button="Export" label="Export as">
        {formats.map((format) => (
          <a
            key={format}
            className="popover-item"
            href={`${path}/export/${format}${query ? `?${query}` : ""}`}
            download
          >
            {NAMES[format]}
          </a>
        ))}
      </Popover>
    </div>
  );
}
