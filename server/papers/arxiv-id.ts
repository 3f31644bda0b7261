/** An arXiv identifier: the versionless id that keys a paper, and the version it named, if any. */
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
 * Reads an arXiv id as people write it: bare, with `arXiv:`, with a version, with an old subject
 * class (`math.CA/0611800` is `math/0611800`), or as an abs, pdf, html or Hugging Face address.
 * Returns null for everything else. Numbers have four digits from 0704 to 1412 and five from 1501.
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
