import { readName, sortingName } from "./names";
import { plainText } from "./tex-segments";

/** The data of a citation. Unknown fields are left out, never guessed. */
export interface Citable {
  slug: string;
  arxivId: string | null;
  /** Of the published work. */
  doi?: string | null;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  publishedAt: Date | null;
  publishedPrecision: "second" | "day" | "month" | null;
}

/** Year, month and day as far as known; an arXiv id implies its month. */
export function dateParts(paper: Citable): number[] {
  const { publishedAt, publishedPrecision, arxivId } = paper;
  if (publishedAt) {
    const parts = [publishedAt.getUTCFullYear(), publishedAt.getUTCMonth() + 1];
    return publishedPrecision === "month" ? parts : [...parts, publishedAt.getUTCDate()];
  }
  const read = /^(?:.*\/)?(\d{2})(\d{2})/.exec(arxivId ?? "");
  if (!read) return [];
  const year = Number(read[1]);
  return [year + (year > 90 ? 1900 : 2000), Number(read[2])];
}

/** Its page on arXiv; of a paper that is not there, what its DOI leads to. */
export const url = ({ arxivId, doi }: Citable): string | null =>
  arxivId ? `https://arxiv.org/abs/${arxivId}` : doi ? doiUrl(doi) : null;

/** Where a DOI leads. */
export const doiUrl = (doi: string) =>
  `https://doi.org/${encodeURIComponent(doi).replaceAll("%2F", "/")}`;

/** What is cited of a paper on arXiv is what is there, so its DOI is arXiv's. */
export const doi = ({ arxivId, doi }: Citable): string | null =>
  arxivId ? `10.48550/arXiv.${arxivId}` : (doi ?? null);

const ascii = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase();

const SMALL = new Set(["a", "an", "the", "on", "of", "in", "to", "for", "and", "is", "are", "via"]);

/** A key such as `yvinec2023network`: first family name, year, first significant word. */
export function citationKey(paper: Citable): string {
  const [first = ""] = paper.authors;
  const words = plainText(paper.title)
    .split(/[\s\-–—:]+/)
    .map(ascii);
  const word = words.find((each) => each && !SMALL.has(each)) ?? "";
  const key = ascii(sortingName(first)) + (dateParts(paper)[0] ?? "") + word;
  return key || `paper${ascii(paper.slug)}`;
}

/** RIS: one tag per line, with the line ends that the format prescribes. */
export function ris(paper: Citable): string {
  const [year, month, day] = dateParts(paper);
  const pad = (part: number | undefined) => (part ? String(part).padStart(2, "0") : "");
  const line = (tag: string, value: string | number | null | undefined) =>
    value ? [`${tag}  - ${String(value).replace(/\s+/g, " ").trim()}`] : [];
  return [
    ...line("TY", paper.arxivId ? "UNPB" : "GEN"),
    ...line("TI", plainText(paper.title)),
    ...paper.authors.flatMap((author) => {
      const name = readName(author);
      if ("literal" in name) return line("AU", name.literal);
      const parts = [name.family, name.given, name.suffix].filter(Boolean);
      return line("AU", parts.join(", "));
    }),
    ...line("PY", year),
    ...line("DA", year && `${year}/${pad(month)}/${pad(day)}`),
    ...line("AB", plainText(paper.abstract)),
    ...line("PB", paper.arxivId && "arXiv"),
    ...line("M1", paper.arxivId && `arXiv:${paper.arxivId}`),
    ...line("DO", doi(paper)),
    ...line("UR", url(paper)),
    "ER  - ",
    "",
  ].join("\r\n");
}

/** One CSL-JSON 1.0 item, as text. */
export function cslJson(paper: Citable): string {
  const date = dateParts(paper);
  const item = {
    id: citationKey(paper),
    type: "article",
    title: plainText(paper.title),
    ...(paper.authors.length > 0 && {
      author: paper.authors.map(readName),
    }),
    ...(date.length > 0 && { issued: { "date-parts": [date] } }),
    ...(paper.arxivId && {
      publisher: "arXiv",
      number: `arXiv:${paper.arxivId}`,
    }),
    ...(doi(paper) && { DOI: doi(paper), URL: url(paper) }),
    abstract: plainText(paper.abstract),
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}
