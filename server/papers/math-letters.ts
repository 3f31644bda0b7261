/**
 * Browsers follow MathML Core, whose only `mathvariant` is `normal`: a blackboard E must be the
 * character 𝔼. For each of Unicode's mathematical alphabets, where its capitals, small letters and
 * digits begin.
 */
const ALPHABETS: Record<string, { capital: number; small: number; digit?: number }> = {
  bold: { capital: 0x1d400, small: 0x1d41a, digit: 0x1d7ce },
  italic: { capital: 0x1d434, small: 0x1d44e },
  "bold-italic": { capital: 0x1d468, small: 0x1d482 },
  script: { capital: 0x1d49c, small: 0x1d4b6 },
  "bold-script": { capital: 0x1d4d0, small: 0x1d4ea },
  fraktur: { capital: 0x1d504, small: 0x1d51e },
  "double-struck": { capital: 0x1d538, small: 0x1d552, digit: 0x1d7d8 },
  "bold-fraktur": { capital: 0x1d56c, small: 0x1d586 },
  "sans-serif": { capital: 0x1d5a0, small: 0x1d5ba, digit: 0x1d7e2 },
  "bold-sans-serif": { capital: 0x1d5d4, small: 0x1d5ee, digit: 0x1d7ec },
  "sans-serif-italic": { capital: 0x1d608, small: 0x1d622 },
  "sans-serif-bold-italic": { capital: 0x1d63c, small: 0x1d656 },
  monospace: { capital: 0x1d670, small: 0x1d68a, digit: 0x1d7f6 },
};

/** Letters that Unicode already had before these alphabets, which leave gaps for them. */
const EARLIER: Record<string, string> = {
  "\u{1d455}": "ℎ",
  "\u{1d49d}": "ℬ",
  "\u{1d4a0}": "ℰ",
  "\u{1d4a1}": "ℱ",
  "\u{1d4a3}": "ℋ",
  "\u{1d4a4}": "ℐ",
  "\u{1d4a7}": "ℒ",
  "\u{1d4a8}": "ℳ",
  "\u{1d4ad}": "ℛ",
  "\u{1d4ba}": "ℯ",
  "\u{1d4bc}": "ℊ",
  "\u{1d4c4}": "ℴ",
  "\u{1d506}": "ℭ",
  "\u{1d50b}": "ℌ",
  "\u{1d50c}": "ℑ",
  "\u{1d515}": "ℜ",
  "\u{1d51d}": "ℨ",
  "\u{1d53a}": "ℂ",
  "\u{1d53f}": "ℍ",
  "\u{1d545}": "ℕ",
  "\u{1d547}": "ℙ",
  "\u{1d548}": "ℚ",
  "\u{1d549}": "ℝ",
  "\u{1d551}": "ℤ",
};

/**
 * The text in the letters of a MathML variant; characters that the alphabet lacks stay as they are.
 */
export function inVariant(text: string, variant: string): string {
  const alphabet = ALPHABETS[variant];
  if (!alphabet) return text;
  return text.replace(/[A-Za-z0-9]/g, (character) => {
    const { capital, small, digit } = alphabet;
    const code = character.charCodeAt(0);
    const [start, first] = code >= 97 ? [small, 97] : code >= 65 ? [capital, 65] : [digit, 48];
    if (start === undefined) return character;
    const letter = String.fromCodePoint(start + code - first);
    return EARLIER[letter] ?? letter;
  });
}
