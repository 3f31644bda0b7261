import { z } from "zod";
import { asLine } from "../../platform/text";
import { refused, type Told, told } from "../row";

const name = z.object({
  given: z.string().optional().catch(undefined),
  family: z.string().optional().catch(undefined),
  literal: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

const first = z.union([z.string(), z.array(z.string()).transform(([text = ""]) => text)]);
const number = z.coerce.number().int().positive();

/** What registries of DOIs answer, as far as it is used. Nearly everything may be missing. */
const work = z.object({
  title: first.catch(""),
  abstract: z.string().catch(""),
  author: z.array(name).catch([]),
  issued: z
    .object({ "date-parts": z.array(z.array(number)) })
    .optional()
    .catch(undefined),
  "container-title": first.catch(""),
});

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** How much of a marked-up text is looked at: several times what an abstract may have. */
const MAX_MARKUP = 50_000;

/** Entities may be halves of a pair: what stays alone cannot be stored. */
function decoded(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (all, dec, hex, named) => {
      if (named) return ENTITIES[named.toLowerCase()] ?? all;
      const code = dec ? Number(dec) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    })
    .replace(/\p{Surrogate}/gu, "");
}

// In these patterns nothing that repeats can also begin what follows: time grows with the length only.

/** The words of an abstract that publishers mark up: paragraphs stay, their heading goes. */
export function plainAbstract(markup: string): string {
  const text = markup
    .slice(0, MAX_MARKUP)
    .replace(/<(jats:)?title\b[^<>]*>\s*(abstract|summary)\s*<\/(jats:)?title>/gi, "")
    .replace(/<\/(?:jats:)?(?:p|title|sec)>/gi, "\n\n")
    .replace(
      /<\/?(?:jats:[a-z-]|(?:p|i|b|em|strong|sub|sup|sec|title|italic|bold)\b)[^<>]*>/gi,
      "",
    );
  return decoded(text)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n\n");
}

const titleOf = (markup: string) =>
  asLine(decoded(markup.slice(0, MAX_MARKUP).replace(/<\/?[a-z:][^<>]*>/gi, "")));

const nameOf = ({ given = "", family = "", literal, name: whole }: z.output<typeof name>) =>
  asLine(literal ?? whole ?? `${given} ${family}`);

function dateOf(parts: number[]) {
  const [year, month, day] = parts;
  const two = (part: number) => String(part).padStart(2, "0");
  if (!year || !month) return {};
  return day
    ? { publishedAt: `${year}-${two(month)}-${two(day)}` }
    : { publishedMonth: `${year}-${two(month)}` };
}

/** Reads what a registry says of a DOI, as CSL-JSON. */
export function readCsl(bytes: Uint8Array, doi: string): Told {
  const unreadable = refused(`doi.org sent something unreadable for ${doi}.`);
  let answer: unknown;
  try {
    answer = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return unreadable;
  }
  const read = work.safeParse(answer);
  if (!read.success) return unreadable;
  const { title, abstract, author, issued } = read.data;
  const shown = titleOf(title);
  if (!shown) return refused(`doi.org knows no title of ${doi}. Submit it by hand.`);
  const words = plainAbstract(abstract);
  if (!words) {
    return refused(`The publisher gives no abstract of “${shown}”. Submit it by hand.`);
  }
  return told({
    title: shown,
    abstract: words,
    authors: author.map(nameOf).filter(Boolean),
    doi,
    journalRef: read.data["container-title"] || null,
    projectUrl: `https://doi.org/${doi}`,
    ...dateOf(issued?.["date-parts"][0] ?? []),
  });
}
