import type { Color } from "../annotations/schema";
import type { ExportedNote } from "./notes-on-papers";

const LIGHT: Record<Color, string> = {
  yellow: "#ffe9a8",
  green: "#cfe8d6",
  blue: "#cfe0f2",
  rose: "#f3d3dd",
};

interface Paper {
  arxivId: string | null;
  slug: string;
}

/** The URL of a paper: annotations refer to its abstract there. */
export const addressOf = (paper: Paper, site: string) =>
  paper.arxivId ? `https://arxiv.org/abs/${paper.arxivId}` : `${site}/papers/${paper.slug}`;

/** The colors of highlights in the light theme, which `styleClass` names. */
const STYLES = {
  type: "CssStylesheet",
  value: Object.entries(LIGHT)
    .map(([color, background]) => `.${color} { background: ${background} }`)
    .join(" "),
};

/** A note in the W3C's Web Annotation Data Model (https://www.w3.org/TR/annotation-model/). */
export function webAnnotation(note: ExportedNote, paper: Paper, site: string) {
  const { exact, prefix, suffix, start, end, color, parentId, body } = note;
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
    ...(selector && { stylesheet: STYLES }),
    target: parentId
      ? `urn:uuid:${parentId}`
      : { source, ...(selector && { selector, styleClass: color }) },
  };
}
