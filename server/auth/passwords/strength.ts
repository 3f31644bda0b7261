import type { Match, ZxcvbnFactory } from "@zxcvbn-ts/core";

/** The fewest guesses that a password must withstand: ten times zxcvbn's score of 3. */
const ENOUGH_GUESSES = 1e9;

/** Only this many characters are rated, since the time grows with the length. */
const LOOKED_AT = 40;

let factory: Promise<ZxcvbnFactory> | undefined;

/** Loads the dictionaries, about 25 MB, on first use. */
async function loadFactory(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: LOOKED_AT,
    // limits substitutions like P@ssw0rd: more take long and find nothing new
    l33tMaxSubstitutions: 10,
  });
}

/** What makes a password easy to guess. */
export type Weakness = "known" | "common" | "keyboard" | "pattern" | "date" | "words" | "short";

/**
 * What makes this password easy to guess, or null. `known` are words that are tried first: the
 * owner's and the site's.
 */
export async function weaknessOf(password: string, known: string[]): Promise<Weakness | null> {
  factory ??= loadFactory();
  const { guesses, sequence } = (await factory).check(password, known);
  return guesses >= ENOUGH_GUESSES ? null : kindOf(sequence);
}

/** The kind of the longest recognized part; a known word takes precedence. */
function kindOf(pieces: Match[]): Weakness {
  const kinds = pieces
    .toSorted((one, other) => other.token.length - one.token.length)
    .map(kindOfPiece);
  if (kinds.includes("known")) return "known";
  return kinds.find((kind) => kind !== "short") ?? "short";
}

function kindOfPiece({ pattern, dictionaryName }: Match): Weakness {
  if (pattern === "spatial") return "keyboard";
  if (pattern === "repeat" || pattern === "sequence") return "pattern";
  if (pattern === "date" || pattern === "regex") return "date";
  if (dictionaryName === "userInputs") return "known";
  if (dictionaryName === "passwords-common") return "common";
  return pattern === "dictionary" || pattern === "wordSequence" ? "words" : "short";
}
