import type { ExportedNote } from "./notes-on-papers";

interface Paper {
  arxivId: string | null;
  slug: string;
}

/** The URL of a paper: annotations refer to its abstract there. */
export const addressOf = (paper: Paper, site: string) =>
  paper.arxivId ? `https://arxiv.org/abs/${paper.arxivId}` : `${site}/papers/${paper.slug}`;

/** A note in the W3C's Web Annotation Data Model (https://www.w3.org/TR/annotation-model/). */
export function webAnnotation(note: ExportedNote, paper: Paper, site: string) {
  const { exact, prefix, suffix, start, end, parentId, body } = note;
  const version = paper.arxivId ? `v${note.version}` : "";
  const source = `${addressOf(paper, site)}${version}`;
  const selector =
    exact === null
      ? undefined
      : [
          { type: "TextPositionSelector", start, end },
          { type: "TextQuoteSelector", exact, prefix: prefix ?? "", suffix: suffix ?? "" },
        ];
  return {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: `urn:uuid:${note.id}`,
    type: "Annotation",
    motivation: parentId ? "replying" : body === "" ? "highlighting" : "commenting",
    ...(note.author && { creator: { type: "Person", name: note.author } }),
    created: note.createdAt.toISOString(),
    modified: note.updatedAt.toISOString(),
    audience: { type: "Audience", audienceType: note.audience },
    ...(body && { body: { type: "TextualBody", value: body, format: "text/markdown" } }),
    target: parentId ? `urn:uuid:${parentId}` : { source, ...(selector && { selector }) },
  };
}
