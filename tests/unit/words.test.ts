import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** Retired words, and the field's term for each. */
const RETIRED: [word: RegExp, term: string][] = [
  [/\b(listAs|teamAs)\b/, "requireList, requireTeam"],
  [/\binLine(For)?\b/, "lockLists, lockAudiences"],
  [/\bhandOver/, "transfer"],
  [/\b(depart|crown|heirs?)\b/, "deleteAccount, promote, successors"],
  [/\b(letIn|comeBy|comeIn|admit(ByMail)?)\b/, "acceptInvitation, linkOrCreateAccount"],
  [/\b[Oo]vertaken\b/, "StaleWriteError, conflict"],
  [/\b(MOST_[A-Z]|[A-Z_]*AGAIN_MS\b)/, "MAX_…, RETRY_MS"],
  [/\bannounce\(/, "invalidate, notify"],
  [/\b[Dd]oor\b/, "gateway"],
  [/\bstandings\b/, "paper_stats"],
  [/\b([pP]rinting\(|printedAddress|isPrinted|([a-z]+)Print\b)/, "cached page, rendered, initial"],
  [/unsent|sendAgain|carryOut/i, "outbox, replay, pending intent"],
  [/\b(load|use|show|current|change)Mine\b|viewer\.mine/, "state, viewer.state"],
  [/\bstands (on|there)\b/, "is on, is there"],
  [/\b[Aa]new\b/, "again"],
  [/\b[Mm]eanwhile\b/, "concurrently, since"],
  [/\b[Ww]hoever\b/, "user, caller"],
  [/\b[Aa]nswers how\b/, "returns a function that"],
  [/\b[Pp]uts? in line\b/, "locks"],
  [/\b[Tt]ak(es?|en) off a list\b/, "removes from a list"],
  [/\b[Ss]o many at a time\b/, "at most this many"],
];

const sources = ["app", "bin", "components", "db", "server"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(tsx?|mjs|css)$/.test(name))
    .map((name) => path.join(folder, name)),
);

it("uses no word that was retired for the field's own", () => {
  expect(sources.length).toBeGreaterThan(500);
  const found = sources.flatMap((file) =>
    readFileSync(path.join(root, file), "utf8")
      .split("\n")
      .flatMap((line, index) =>
        RETIRED.filter(([word]) => word.test(line)).map(
          ([, term]) => `${file}:${index + 1} ${line.trim()} (say: ${term})`,
        ),
      ),
  );
  expect(found).toEqual([]);
});

/**
 * Words that readers must not see: British spellings, and phrases that only a translation would
 * choose.
 */
const NOT_SHOWN =
  /\b(favourites?|organis\w+|neighbour\w*|colours?|centre|cancelled|successfully|reckoned|meanwhile|whoever|leads nowhere|st(ands|ood) (on|here|there)|takes? back|as you say|any more)\b/i;

it("speaks to readers in American English", () => {
  const texts = sources
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const code = readFileSync(path.join(root, file), "utf8")
        .replace(/\/\*.*?\*\//gs, "")
        .replace(/^\s*\/\/.*$/gm, "");
      // quoted sentences, and text between tags
      const found = code.matchAll(
        /"([^"\n]* [^"\n]*)"|`([^`]* [^`]*)`|>([^<>{};=()]* [^<>{};=()]*)</g,
      );
      return [...found].map(([, quoted, template, text]) => ({
        file,
        text: quoted ?? template ?? text ?? "",
      }));
    });
  expect(texts.length).toBeGreaterThan(1_000);
  const found = texts
    .filter(({ text }) => /^[\s»“]*[A-Z$]/.test(text) && NOT_SHOWN.test(text))
    .map(({ file, text }) => `${file}: ${text.trim()}`);
  expect(found).toEqual([]);
});
