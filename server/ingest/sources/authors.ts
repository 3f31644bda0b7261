import { flowing } from "../flowing";

/** What may separate two authors on one line. */
const SEPARATOR = /\s*[,;]\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+|:\s+/y;
const SUFFIX = /^(?:(?:Jr|Sr)\.?|II|III|IV)$/;
const OTHERS = /^et\.? al\b\.?$/i;

/**
 * The authors of a line as arXiv writes it: separated by commas, "and" or, after a collaboration,
 * a colon. Affiliations in parentheses are left out; what braces group stays together.
 */
export function authorsOf(line: string): string[] {
  const names: string[] = [];
  for (const piece of pieces(withoutAffiliations(flowing(line)))) {
    const last = names.length - 1;
    if (SUFFIX.test(piece) && last >= 0) names[last] += ` ${piece}`;
    else if (!OTHERS.test(piece)) names.push(piece);
  }
  return names;
}

/** The line without what is in parentheses; as it is if they do not close. */
function withoutAffiliations(line: string): string {
  const parts = line.split(/([()])/);
  let depth = 0;
  let outside = "";
  for (const part of parts) {
    if (part === "(") depth++;
    else if (part === ")") depth--;
    else if (depth === 0) outside += part;
    if (depth < 0) return line;
  }
  return depth === 0 ? outside : line;
}

function pieces(line: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? "";
    if (sign === "\\") at++;
    else if (sign === "{") depth++;
    else if (sign === "}") depth--;
    else if (depth <= 0 && " ,;:".includes(sign)) {
      SEPARATOR.lastIndex = at;
      if (!SEPARATOR.test(line)) continue;
      found.push(line.slice(from, at));
      from = SEPARATOR.lastIndex;
      at = from - 1;
    }
  }
  found.push(line.slice(from));
  return found
    .map((piece) => piece.replace(/^\s*and(?:\s+|$)/, "").trim())
    .filter((piece) => piece !== "");
}

/** A name in parts, as written on the paper. */
export const nameOfParts = (family: string, given: string | null, suffix: string | null = null) =>
  flowing([given, family, suffix].filter((part) => part?.trim()).join(" "));

/** "Family, Given" as written on the paper. */
export function nameInOrder(name: string): string {
  const [family = "", given = null, suffix = null, ...rest] = name.split(/\s*,\s*/);
  return rest.length > 0 ? flowing(name) : nameOfParts(family, given, suffix);
}
