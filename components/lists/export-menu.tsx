const FORMATS = [
  ["bib", "BibTeX"],
  ["csv", "CSV"],
  ["json", "JSON"],
  ["md", "Markdown"],
] as const;

/** Exports a list as a file, with who added what, and the notes that the reader may see. */
export function ExportMenu({ listId }: { listId: string }) {
  return (
    <details className="tool-menu">
      <summary className="btn">Export</summary>
      <div className="popover">
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
      </div>
    </details>
  );
}
