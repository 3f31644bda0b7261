import { keepable } from "../platform/text";
import { typedArxivId } from "./arxiv-id";

/** What a pasted text names: where it is asked for, and by which id. */
export interface Reference {
  of: "arxiv" | "doi" | "openreview";
  id: string;
}

const AROUND = /^[\s()[\]{}<>"'“”‘’«»,;]+|[\s()[\]{}<>"'“”‘’«».,;:!?]+$/g;
const DOI =
  /^(?:https?:\/\/(?:www\.|dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/[^\s?#]+)(?:[?#].*)?$/i;
const ARXIV_DOI = /^10\.48550\/arxiv\.(.+)$/i;
const OPENREVIEW =
  /^(?:https?:\/\/)?(?:www\.)?openreview\.net\/(?:forum|pdf|attachment)\/?\?(.*)$/i;

const MAX_LENGTH = 300;

/** In no DOI: what is not seen, and steps of a path, which would ask for another one. */
const NO_DOI = /[\p{Cc}\p{Cf}\s]|\/\.{1,2}(?:\/|$)/u;

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A DOI as it is compared: those that differ in case are one. */
function doiOf(text: string): string | null {
  const found = DOI.exec(text)?.[1];
  if (!found) return null;
  const doi = unescaped(found).toLowerCase();
  return doi.length <= MAX_LENGTH && keepable(doi) && !NO_DOI.test(doi) ? doi : null;
}

function openReviewOf(text: string): string | null {
  const query = OPENREVIEW.exec(text)?.[1];
  const id = query && new URLSearchParams(query.replace(/#.*$/, "")).get("id");
  return id && /^[\w-]{5,40}$/.test(id) ? id : null;
}

/**
 * What a text names that is an id or an address and nothing else: an arXiv id or any address of one,
 * a DOI, an OpenReview address. The DOI of an arXiv id is that id.
 */
export function referenceOf(text: string): Reference | null {
  if (text.length > MAX_LENGTH) return null;
  const bare = text.normalize("NFKC").replace(AROUND, "");
  const doi = doiOf(bare);
  if (doi) {
    const arxiv = ARXIV_DOI.exec(doi)?.[1];
    if (!arxiv) return { of: "doi", id: doi };
    const read = typedArxivId(arxiv);
    return read && { of: "arxiv", id: read.id };
  }
  const openReview = openReviewOf(bare);
  if (openReview) return { of: "openreview", id: openReview };
  const arxiv = typedArxivId(bare);
  return arxiv && { of: "arxiv", id: arxiv.id };
}

/** The most that can be submitted at once. */
export const MAX_LINES = 50;

export interface PastedLine {
  text: string;
  reference: Reference | null;
}

/** How much of a line that cannot be read is repeated. */
const MAX_SHOWN = 200;

/**
 * The papers that a pasted text names: one a line, or several on a line of ids and addresses only. In
 * a line of other words, the only id or address counts. What is named twice is there once.
 */
export function pastedLines(text: string): PastedLine[] {
  const found = text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .flatMap(namedOn);
  const once = new Map<string, PastedLine>();
  for (const line of found) {
    const { reference, text } = line;
    const name = reference ? `${reference.of} ${reference.id}` : text;
    if (!once.has(name)) once.set(name, line);
  }
  return [...once.values()];
}

function namedOn(line: string): PastedLine[] {
  const whole = referenceOf(line);
  if (whole) return [{ text: line, reference: whole }];
  const words = line.split(/[\s,;]+/).filter(Boolean);
  const each = words.map((text) => ({ text, reference: referenceOf(text) }));
  const named = each.filter(({ reference }) => reference !== null);
  if (named.length === each.length && named.length > 0) return named;
  const ids = new Set(named.map(({ reference }) => `${reference?.of} ${reference?.id}`));
  const characters = [...line];
  const text = characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join("")}…` : line;
  return [{ text, reference: ids.size === 1 ? (named[0]?.reference ?? null) : null }];
}
