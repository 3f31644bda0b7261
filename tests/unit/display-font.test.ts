import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { displayFont } from "@/bin/display-font";

test("the font of headlines is cut from the installed package", async () => {
  const kept = await readFile("components/editions/newsreader-display.woff2");
  const cut = await displayFont();
  expect(cut.equals(kept), "run `npm run font`").toBe(true);
  expect(kept.length).toBeLessThan(25_000);
});
