/**
 * Macros that authors define and leave in their abstracts, where the name can mean only one thing.
 * KaTeX knows \R, \N and \Z and reads \P as a paragraph sign; LaTeX knows none of these.
 */

const each = (names: string, meaning: (name: string) => string) =>
  Object.fromEntries(names.split(" ").map((name) => [`\\${name}`, meaning(name)]));

/** `\\calA` to `\\calZ`, and similar names. */
const lettered = (prefix: string, alphabet: string) =>
  Object.fromEntries(
    Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => [
      `\\${prefix}${letter}`,
      `\\${alphabet}{${letter}}`,
    ]),
  );

export const AUTHOR_MACROS: Record<string, string> = {
  ...each("R Q Z N C F E P", (name) => `\\mathbb{${name}}`),
  ...each("RR QQ ZZ NN CC FF EE PP", (name) => `\\mathbb{${name[0]}}`),
  ...lettered("cal", "mathcal"),
  ...lettered("mc", "mathcal"),
  ...lettered("bb", "mathbb"),
  ...lettered("frak", "mathfrak"),
  ...each(
    "Tr tr Var Cov KL TV diag rank sign sgn softmax poly polylog supp Hom Ext End Aut Gal Spec Proj " +
      "Pic GL SL SO SU Sp Lip vol Vol dist conv span im id ord OPT Ric Ad ad",
    (name) => `\\operatorname{${name}}`,
  ),
  "\\eps": "\\epsilon",
  "\\veps": "\\varepsilon",
  "\\vphi": "\\varphi",
  "\\sun": "\\odot",
  "\\Msun": "M_\\odot",
  "\\msun": "M_\\odot",
  "\\Lsun": "L_\\odot",
  "\\Rsun": "R_\\odot",
  "\\micron": "\\mu\\mathrm{m}",
  "\\abs": "\\left|#1\\right|",
  "\\norm": "\\left\\|#1\\right\\|",
  "\\ensuremath": "{#1}",
  "\\mathds": "\\mathbb{#1}",
  "\\mathbbm": "\\mathbb{#1}",
  "\\nicefrac": "{#1}/{#2}",
  "\\textsc": "\\text{#1}",
  "\\xspace": "",
  "\\displaylimits": "",
};
