import { env } from "../../platform/env";
import { lengthFault } from "./length";
import { type Weakness, weaknessOf } from "./strength";

/** How many characters must remain of a password without its owner's words. */
const SHORTEST_REST = 8;

const INSTEAD = "Use three or four unrelated words, or let a password manager make one.";

const REASONS: Record<Weakness, string> = {
  known: "This password is based on your name, your address or the name of this site.",
  common: "This password is close to one that many people use, and those are guessed first.",
  keyboard: "This password follows a row of keys on a keyboard, and those are guessed early.",
  pattern: "This password repeats or counts, and such patterns are guessed early.",
  date: "This password is mostly a date or a year, and those are guessed early.",
  words: "This password is one or two common words, and those are guessed quickly.",
  short: "This password is too short to be safe from guessing.",
};

interface Owner {
  name?: string;
  email?: string;
}

/**
 * Why this password is refused and what to do, as two sentences, or null. No rules about kinds of
 * characters: they make passwords harder to remember, not harder to guess.
 */
export async function faultOf(password: string, owner: Owner): Promise<string | null> {
  const tooShortOrLong = lengthFault(password);
  if (tooShortOrLong) return tooShortOrLong;
  const plain = password.normalize("NFKC");
  const own = [owner.name, owner.email].flatMap(wordsOf);
  const known = [...own, ...siteWords()];
  const weakness = isMostly(plain, known) ? "known" : await weaknessOf(plain, known);
  return weakness && `${REASONS[weakness]} ${INSTEAD}`;
}

/** The words in the product's name and this installation's address. */
function siteWords(): string[] {
  const { APP_URL } = env();
  return ["broadsheet", ...wordsOf(APP_URL && new URL(APP_URL).host)];
}

/** A text and its words: for "ada@example.org" also "ada" and "example". */
function wordsOf(text: string | undefined): string[] {
  const plain = text?.normalize("NFKC").toLowerCase().trim() ?? "";
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => [...word].length >= 3);
  return plain ? [plain, ...words] : [];
}

/** Whether a password consists mostly of these words. */
function isMostly(password: string, words: string[]): boolean {
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  const lower = password.toLowerCase();
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, " "), lower);
  return rest !== lower && [...rest.replace(/\s+/g, "")].length < SHORTEST_REST;
}
