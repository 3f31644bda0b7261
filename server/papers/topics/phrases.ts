/** One of the phrases of a list, which its first word and its place in the list identify. */
interface Phrase {
  list: number;
  place: number;
  /** What a word must be to begin it. */
  opening: RegExp;
  /** Finds all of it where it begins; null if it has one word. */
  whole: RegExp | null;
}

const patternOf = (phrase: string) => phrase.replace(/[.+]/g, "\\$&").replaceAll("*", "[a-z0-9]*");

function phraseOf(phrase: string, list: number, place: number): Phrase & { head: string } {
  const [first = ""] = phrase.split(/[^a-z0-9*]/, 1);
  return {
    list,
    place,
    head: first.split("*", 1)[0] ?? "",
    opening: new RegExp(`^${patternOf(first)}$`),
    whole: first === phrase ? null : new RegExp(`${patternOf(phrase)}(?![a-z0-9])`, "y"),
  };
}

const [DIGIT_0 = 0, DIGIT_9 = 0, LETTER_A = 0, LETTER_Z = 0] = Buffer.from("09az");

/** False for what is behind the end of a text. */
const isInWord = (code: number) =>
  (code >= LETTER_A && code <= LETTER_Z) || (code >= DIGIT_0 && code <= DIGIT_9);

const MAX_WORDS = 100_000;
/** Longer words are not remembered: V8 would keep the whole text that one is cut from. */
const MAX_REMEMBERED = 12;
const NONE: Phrase[] = [];

/**
 * Counts how often each list's phrases occur in a text as whole words; `*` stands for any letters and
 * digits. Occurrences of one list do not overlap: of several phrases in the same place the first one
 * of the list counts. The text has lower-case letters and digits, and other characters between words.
 *
 * Only phrases that begin with a word of the text are looked for, and each word has its own ready.
 */
export function phraseCounter(lists: string[][]): (text: string) => Uint32Array {
  /** The phrases by the letters that they begin with for certain. */
  const byHead = new Map<string, Phrase[]>();
  for (const [list, phrases] of lists.entries()) {
    for (const [place, each] of phrases.entries()) {
      const { head, ...phrase } = phraseOf(each, list, place);
      byHead.set(head, [...(byHead.get(head) ?? []), phrase]);
    }
  }
  const known = new Map<string, Phrase[]>();
  const beginningWith = (word: string): Phrase[] => {
    const found = known.get(word);
    if (found) return found;
    const phrases: Phrase[] = [];
    for (let length = 0; length <= word.length; length++) {
      for (const phrase of byHead.get(word.slice(0, length)) ?? []) {
        if (phrase.opening.test(word)) phrases.push(phrase);
      }
    }
    phrases.sort((a, b) => a.list - b.list || a.place - b.place);
    if (word.length > MAX_REMEMBERED) return phrases;
    if (known.size >= MAX_WORDS) known.clear();
    known.set(word, phrases);
    return phrases;
  };
  return (text) => {
    const counts = new Uint32Array(lists.length);
    const ends = new Uint32Array(lists.length);
    let from = 0;
    for (let to = 0; to <= text.length; to++) {
      if (isInWord(text.charCodeAt(to))) continue;
      for (const { list, whole } of to > from ? beginningWith(text.slice(from, to)) : NONE) {
        if (from < (ends[list] ?? 0)) continue;
        let end = to;
        if (whole) {
          whole.lastIndex = from;
          if (!whole.test(text)) continue;
          end = whole.lastIndex;
        }
        counts[list] = (counts[list] ?? 0) + 1;
        ends[list] = end;
      }
      from = to + 1;
    }
    return counts;
  };
}
