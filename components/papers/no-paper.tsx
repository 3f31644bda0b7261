import { parseArxivId } from "@/server/papers/arxiv-id";
import { NotHere } from "../seo/not-here";

/** Says that no paper has this URL; an arXiv id may still exist on arXiv. */
export function NoPaper({ address }: { address: string }) {
  const arxivId = parseArxivId(address);
  return (
    <NotHere title="No such paper here">
      {arxivId ? (
        <p>
          No edition has included the paper with the arXiv id {arxivId.id}.{" "}
          <a className="link" href={`https://arxiv.org/abs/${arxivId.id}`} rel="noopener">
            Look for it on arXiv
          </a>
        </p>
      ) : (
        <p>
          A paper’s address ends in its arXiv id, such as 2501.00663 or hep-th/9901001. A character
          may be missing.
        </p>
      )}
    </NotHere>
  );
}
