/** The little TeX that occurs in prose: accents, escapes and a few symbols. */

/** A piece of TeX read as text, and where it ends in the source. */
export interface Read {
  text: string;
  end: number;
}

/** The combining mark of each TeX accent. */
const ACCENTS: Record<string, string> = {
  "'": "\u0301",
  "`": "\u0300",
  "^": "\u0302",
  '"': "\u0308",
  "~": "\u0303",
  "=": "\u0304",
  ".": "\u0307",
  u: "\u0306",
  v: "\u030c",
  H: "\u030b",
  c: "\u0327",
  k: "\u0328",
  r: "\u030a",
  d: "\u0323",
  b: "\u0331",
};

/**
 * Letters and signs that absorb the space after them, as in TeX: "S\o ren", "\S 3", "\pounds 5".
 */
const LETTERS: Record<string, string> = {
  ...{ ss: "ß", o: "ø", O: "Ø", l: "ł", L: "Ł", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ" },
  ...{ aa: "å", AA: "Å", i: "ı", j: "ȷ", dh: "ð", DH: "Ð", th: "þ", TH: "Þ", dj: "đ", DJ: "Đ" },
  ...{ S: "§", P: "¶", pounds: "£", textsterling: "£", euro: "€", texteuro: "€" },
  ...{ copyright: "©", textcopyright: "©" },
};

const SYMBOLS: Record<string, string> = {
  ...{ dag: "†", ddag: "‡", dagger: "†", ddagger: "‡", textdagger: "†", textdaggerdbl: "‡" },
  ...{ textregistered: "®", texttrademark: "™", textsection: "§", textparagraph: "¶" },
  ...{ deg: "°", degree: "°", textdegree: "°", textmu: "µ", textbullet: "•", bullet: "•" },
  ...{ times: "×", texttimes: "×", div: "÷", pm: "±", textpm: "±", mp: "∓", cdot: "·", ast: "∗" },
  ...{ approx: "≈", sim: "∼", simeq: "≃", equiv: "≡", neq: "≠", ne: "≠", propto: "∝" },
  ...{ leq: "≤", le: "≤", geq: "≥", ge: "≥", ll: "≪", gg: "≫", infty: "∞", checkmark: "✓" },
  ...{ to: "→", rightarrow: "→", leftarrow: "←", leftrightarrow: "↔", Rightarrow: "⇒" },
  ...{ uparrow: "↑", downarrow: "↓", mapsto: "↦", star: "⋆" },
  ...{ ldots: "…", dots: "…", textellipsis: "…", eg: "e.g.", ie: "i.e.", etc: "etc." },
  ...{ LaTeX: "LaTeX", TeX: "TeX", BibTeX: "BibTeX" },
  ...{ textgreater: ">", textless: "<", textbar: "|", textasciitilde: "~", textbackslash: "\\" },
  ...{ textasciicircum: "^", textunderscore: "_", textbraceleft: "{", textbraceright: "}" },
  ...{ textendash: "–", textemdash: "—", textquotesingle: "'", textquotedbl: '"' },
  ...{ textquoteleft: "‘", textquoteright: "’", textquotedblleft: "“", textquotedblright: "”" },
  ...{ alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ϵ", varepsilon: "ε", zeta: "ζ" },
  ...{ eta: "η", theta: "θ", iota: "ι", kappa: "κ", lambda: "λ", mu: "μ", nu: "ν", xi: "ξ" },
  ...{ pi: "π", rho: "ρ", sigma: "σ", tau: "τ", phi: "ϕ", varphi: "φ", chi: "χ", psi: "ψ" },
  ...{ omega: "ω", Gamma: "Γ", Delta: "Δ", Theta: "Θ", Lambda: "Λ", Xi: "Ξ", Pi: "Π" },
  ...{ Sigma: "Σ", Phi: "Φ", Psi: "Ψ", Omega: "Ω" },
  ...{ quad: " ", qquad: " ", newline: " ", xspace: "", allowbreak: "", nobreakdash: "" },
  ...{ noindent: "", protect: "", footnotemark: "", centering: "" },
};

/** `\'e`, `\"{u}`, `\v{s}`, `\'\i`: letter and accent as one character. */
export function accented(source: string, at: number): Read | null {
  const pattern =
    /\\(?:(['`^"~=.])\s*|([uvHckrdb])(?=\s*\{|\s+[A-Za-z])\s*)(?:\{\s*(\\?[A-Za-z])\s*\}|(\\?[A-Za-z]))/y;
  pattern.lastIndex = at;
  const read = pattern.exec(source);
  if (!read) return null;
  const letter = (read[3] ?? read[4] ?? "").replace("\\i", "i").replace("\\j", "j");
  if (letter.startsWith("\\")) return null;
  const mark = ACCENTS[read[1] ?? read[2] ?? ""] ?? "";
  return { text: (letter + mark).normalize("NFC"), end: pattern.lastIndex };
}

/** `\%`, `\&`, `\$`, spaces, and `\\` before a space: a line break. */
export function escapeOf(source: string, at: number): Read | null {
  const next = source[at + 1] ?? "";
  if (next !== "" && "%&_#{}$~".includes(next)) return { text: next, end: at + 2 };
  if (next === " " || next === "/" || next === "-") {
    return { text: next === " " ? " " : "", end: at + 2 };
  }
  if (next === "\\" && /\s/.test(source[at + 2] ?? "")) return { text: "", end: at + 2 };
  return next === "," || next === ";" ? { text: "\u202f", end: at + 2 } : null;
}

/** `\times`, `\LaTeX`, `\o`: a known word, with the space or braces that end it. */
export function command(source: string, at: number): Read | null {
  const pattern = /\\([A-Za-z]+)(\{\})?/y;
  pattern.lastIndex = at;
  const name = pattern.exec(source)?.[1] ?? "";
  let end = pattern.lastIndex;
  if (Object.hasOwn(LETTERS, name)) {
    const blank = /^ +(?=[\p{L}\p{N}])/u.exec(source.slice(end, end + 4))?.[0] ?? "";
    if (source[end - 1] !== "}") end += blank.length;
    return { text: LETTERS[name] ?? "", end };
  }
  return Object.hasOwn(SYMBOLS, name) ? { text: SYMBOLS[name] ?? "", end } : null;
}

/**
 * A brace group around one sign, `10{,}000` or `n{=}1`, or around a command without its backslash.
 */
const GROUPED = /\{(?:([,=.:<>+-])|(times|sim|approx|pm|deg))\}/y;

export function grouped(source: string, at: number): Read | null {
  GROUPED.lastIndex = at;
  const [, sign, name = ""] = GROUPED.exec(source) ?? [];
  const text = sign ?? SYMBOLS[name];
  return text === undefined ? null : { text, end: GROUPED.lastIndex };
}
