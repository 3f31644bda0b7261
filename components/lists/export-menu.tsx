import { Popover } from "../ui/popover";

const FORMATS = [
  ["bib", "BibTeX"],
  ["csv", "CSV"],
  ["json", "JSON"],
  ["md", "Markdown"],
] as const;

/** Exports a list as a file, with who added what, and the notes that the reader may see. */
export function ExportMenu({ listId }: { listId: string }) {
  return (
    <div>
      <Popover button="Export" label="Export as">
        {FORMATS.map(([format, name]) => (
          <a
            key={format}
            className="popover-item"
            href={`/lists/${listId}/export/${format}`}
            download
          >
            {name}
          </a>
        ))}
      </Popover>
    </div>
  );
}
