import { isUtf8 } from "node:buffer";

/** How the files begin that are most often taken for a file of papers. */
const OTHERS: [bytes: string, name: string][] = [
  ["%PDF-", "a PDF"],
  ["PK\x03\x04", "a ZIP file or a document of an office program"],
  ["\x89PNG", "a picture"],
  ["\xff\xd8\xff", "a picture"],
  ["GIF8", "a picture"],
  ["BZh", "a bzip2 file"],
  ["\xfd7zXZ", "an xz file"],
  ["\x28\xb5\x2f\xfd", "a Zstandard file"],
  ["7z\xbc\xaf", "a 7-Zip file"],
  ["\x1f\x8b", "a gzip file within a gzip file"],
  ["<", "HTML or XML"],
];

const FORMATS = "Choose a file of JSON or JSON Lines, plain or gzipped.";

/** The longest end of a head that may be the beginning of one character. */
const PARTIAL = 3;

/** Whether these bytes are UTF-8, except for a character that their end cuts. */
function isText(head: Buffer): boolean {
  for (let cut = 0; cut <= PARTIAL; cut++) {
    if (isUtf8(head.subarray(0, Math.max(0, head.length - cut)))) return true;
  }
  return false;
}

/**
 * Why a file that begins like this contains no row that could be read, as a sentence; null if it
 * may. `head` is the whole file if it is short.
 */
export function whyUnreadable(head: Buffer): string | null {
  const begin = head.subarray(0, 16).toString("latin1").trimStart();
  const other = OTHERS.find(([bytes]) => begin.startsWith(bytes));
  if (other) return `This file is ${other[1]}. ${FORMATS}`;
  if (/^(?:\xff\xfe|\xfe\xff)/.test(begin)) {
    return "This file is written in UTF-16. Save it as UTF-8, and choose it again.";
  }
  const text = head.toString("utf8").replace(/^\uFEFF/, "");
  if (text.trim() === "") return "This file is empty. Choose a file with papers in it.";
  // within a line: across lines it would look at blank ones again and again
  const isJson = /^[^\S\r\n\u2028\u2029]*[[{]/m.test(text);
  if (!isJson && !isText(head)) return `This file is not text in UTF-8. ${FORMATS}`;
  if (!isJson) return `This file is not JSON: no line of it begins with { or [. ${FORMATS}`;
  return null;
}
