/** The paper itself, at arXiv. Nothing is loaded from there. */
export function ReadPdf({ arxivId }: { arxivId: string | null }) {
  if (!arxivId) return null;
  return (
    <p className="read-pdf">
      <a
        className="btn btn-solid"
        href={`https://arxiv.org/pdf/${arxivId}`}
        rel="noopener noreferrer"
      >
        Read the PDF
      </a>
    </p>
  );
}
