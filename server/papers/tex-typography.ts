/** Ties, dashes and quotes as TeX types them. */

import type { Read } from "./tex-text";

/** The replacement of each quote, by its offset in the source. */
export type Quotes = Map<number, { text: string; length: number }>;

const TEX_QUOTES = /``(?!`)|''(?!')/g;
const DOUBLE =
  /(?<![\p{L}\p{N}'`])''(?=[\p{L}\p{N}\\$([])(?:(?!''|\n\s*\n)[\s\S]){1,300}?(?<=[\p{L}\p{N}.,;:?!)\]}$%])''(?![\p{L}\p{N}'])/gu;
const SINGLE =
  /(?<![\p{L}\p{N}`\\])`(?=[\p{L}\p{N}\\])(?:[^`'\n]|'(?=\p{L})){1,200}(?<=[\p{L}\p{N}.,;:?!)\]}$%])'(?![\p{L}\p{N}'])/gu;

/** The quotes of a text: ``x'', ''x'' and `x'. A mark without a partner is not a quote. */
export function quotesOf(source: string): Quotes {
  const quotes: Quotes = new Map();
  if (source.includes("``")) {
    for (const { 0: mark, index } of source.matchAll(TEX_QUOTES)) {
      quotes.set(index, { text: mark === "``" ? "“" : "”", length: 2 });
    }
  } else if (source.includes("''")) {
    for (const { 0: all, index } of source.matchAll(DOUBLE)) {
      quotes.set(index, { text: "“", length: 2 });
      quotes.set(index + all.length - 2, { text: "”", length: 2 });
    }
  }
  if (source.includes("`")) {
    for (const { 0: all, index } of source.matchAll(SINGLE)) {
      quotes.set(index, { text: "‘", length: 1 });
      quotes.set(index + all.length - 1, { text: "’", length: 1 });
    }
  }
  return quotes;
}

const TIE = /~(?=\S)/y;
const DASHES = /-{2,3}(?!-)/y;

/** The tie, dash or quote at `at`, if any. */
export function typographyAt(source: string, at: number, quotes: Quotes): Read | null {
  const before = source.slice(Math.max(0, at - 2), at);
  TIE.lastIndex = at;
  if (TIE.test(source)) {
    if (!/[^\s/(<>=]$/.test(before)) return null;
    // "75%~89%" and "1M~4M" are ranges, "RTX~5090" and "60~Hz" are ties
    const range = /\d/.test(source[at + 1] ?? "") && !/(?:^|[^\d])[A-Za-z.,)\]}]$/.test(before);
    return range ? null : { text: "\u00a0", end: at + 1 };
  }
  const quote = quotes.get(at);
  if (quote) return { text: quote.text, end: at + quote.length };
  DASHES.lastIndex = at;
  const dashes = DASHES.exec(source)?.[0];
  if (!dashes) return null;
  const end = at + dashes.length;
  const after = source.slice(end, end + 2);
  const joined = /[\p{L}\p{N})\]%}.,!?'"]$/u.test(before) && /^[\p{L}\p{N}($\\{"`]/u.test(after);
  const spaced = /[^\s-]\s$/.test(before) && /^\s[^\s-]/.test(after);
  return joined || spaced ? { text: dashes.length === 3 ? "—" : "–", end } : null;
}
