import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import subsetFont from "subset-font";
import { root, say } from "./setup.mjs";

const SOURCE =
  "node_modules/@fontsource-variable/newsreader/files/newsreader-latin-standard-normal.woff2";
const CUT = "components/editions/newsreader-display.woff2";

/** Latin letters with accents, figures and punctuation: what headlines need. */
const LETTERS = [
  ...Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCodePoint(0x20 + at)),
  ...Array.from({ length: 0x100 - 0xa0 }, (_, at) => String.fromCodePoint(0xa0 + at)),
  ..."–—‘’“”…−",
].join("");

/** Newsreader as it is drawn for large sizes, in the one weight of headlines, as WOFF2. */
export const displayFont = async (): Promise<Buffer> =>
  subsetFont(await readFile(path.join(root, SOURCE)), LETTERS, {
    targetFormat: "woff2",
    variationAxes: { opsz: 60, wght: 510 },
  });

/** `npm run font`: cuts the font of headlines again, after its package has changed. */
export async function main() {
  const font = await displayFont();
  await writeFile(path.join(root, CUT), font);
  say(`${CUT}: ${font.length.toLocaleString("en-US")} bytes`);
  return 0;
}
