import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../..");
const sheets = ["app", "components"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css"))
    .map((file) => path.join(folder, file)),
);

test("no rule asks the whole page what it has: browsers would style it again at every change", () => {
  expect(sheets.length).toBeGreaterThan(20);
  const asking = sheets.flatMap((file) =>
    readFileSync(path.join(root, file), "utf8")
      .replace(/\/\*.*?\*\//gs, "")
      .split("\n")
      .filter((line) => /(?:^|[\s,(])(?:html|body|main|:root)\S*:has\(|:has\(~/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(asking).toEqual([]);
});
