/** An arXiv identifier: the versionless id that identifies a paper, and the version, if given. */
export interface ArxivId {
  id: string;
  version: number | null;
}

const NEW = /^(\d{2})(0[1-9]|1[0-2])\.(\d{4,5})(?:v([1-9]\d{0,3}))?$/;
const OLD =
  /^([a-z]+(?:-[a-z]+)?)(?:\.[A-Za-z-]{2,})?\/(\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v([1-9]\d{0,3}))?$/;
const URL_PATH =
  /^(?:https?:\/\/)?(?:(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)|(?:www\.)?huggingface\.co\/papers|hf\.co\/papers)\/([^?#]+?)(?:\.pdf)?\/?(?:[?#].*)?$/i;

/**
 * Parses an arXiv id as people write it: bare, with `arXiv:`, with a version, with an old subject
 * class (`math.CA/0611800` is `math/0611800`), or as an abs, pdf, html or Hugging Face URL. Returns
 * null for anything else. Numbers have four digits from 0704 to 1412 and five from 1501.
 */
export function parseArxivId(text: string): ArxivId | null {
  if (text.length > 300) return null;
  const trimmed = text.trim();
  const bare = (URL_PATH.exec(trimmed)?.[1] ?? trimmed).replace(/^arxiv:\s*/i, "");
  const recent = NEW.exec(bare);
  if (recent) {
    const [, year = "", month = "", number = "", version] = recent;
    const stamp = Number(year + month);
    if (stamp < 704 || number.length !== (stamp < 1501 ? 4 : 5)) return null;
    return { id: `${year}${month}.${number}`, version: version ? Number(version) : null };
  }
  const old = OLD.exec(bare);
  if (!old) return null;
  return { id: `${old[1]}/${old[2]}`, version: old[3] ? Number(old[3]) : null };
}

/** What may surround an id in a sentence: brackets, quotes and punctuation. */
const AROUND = /^[\s()[\]{}<>"'“”‘’«».,;:!?]+|[\s()[\]{}<>"'“”‘’«».,;:!?]+$/g;
const DOI = /^(?:https?:\/\/)?(?:(?:www\.|dx\.)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\./i;
/** The stamp in the margin of a first page: "arXiv:2501.00663v1 [cs.LG] 31 Dec 2024". */
const STAMP = /^(arxiv:\s*\S+)\s+\[[a-z-]+(?:\.[a-z-]+)?\]?(?:\s+\d{1,2} [a-z]{3} \d{4})?$/i;
const ADDRESS = /^(?:https?:\/\/)?[a-z0-9.-]+\.[a-z]{2,}\/(\S+)$/i;
/** The archives of ids before April 2007, to tell ids from other paths of two parts. */
const ARCHIVES =
  "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con";
const IN_ADDRESS = new RegExp(
  `(?<![\\w.])(?:\\d{4}\\.\\d{4,5}|(?:${ARCHIVES})(?:\\.[a-z-]{2,})?\\/\\d{7})(?:v\\d{1,4})?(?!\\d|\\.\\d)`,
  "i",
);

/**
 * Parses an arXiv id as pasted into a search: also in brackets, with a period, as a DOI, as a PDF's
 * stamp, or in the URL of any site that has a page for it. Returns null for anything else, and for
 * text with more than an id.
 */
export function typedArxivId(text: string): ArxivId | null {
  if (text.length > 300) return null;
  const bare = text.normalize("NFKC").replace(AROUND, "").replace(DOI, "").replace(STAMP, "$1");
  const read = parseArxivId(bare) ?? parseArxivId(bare.toLowerCase());
  if (read) return read;
  const path = ADDRESS.exec(bare)?.[1];
  const found = path && IN_ADDRESS.exec(path)?.[0];
  return found ? parseArxivId(found.toLowerCase()) : null;
}
