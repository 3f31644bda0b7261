import { describe, expect, test } from "vitest";
import { authorsOf, nameInOrder } from "@/server/ingest/sources/authors";
import { mailDate } from "@/server/ingest/sources/mail-date";

describe("a line of authors is taken apart", () => {
  test.each<[string, string[]]>([
    ["Ada Lovelace", ["Ada Lovelace"]],
    ["Ada Lovelace, Grace Hopper", ["Ada Lovelace", "Grace Hopper"]],
    ["M. Cvetic, H. Lu, C.N. Pope and T.A Tran", ["M. Cvetic", "H. Lu", "C.N. Pope", "T.A Tran"]],
    ["A. One, B. Two, and C. Three", ["A. One", "B. Two", "C. Three"]],
    ["A. One;B. Two & C. Three", ["A. One", "B. Two", "C. Three"]],
    ["A. Anderson,\n  B. Sandoval", ["A. Anderson", "B. Sandoval"]],
    ["A. One (1), B. Two (1 and 2) ((1) Univ, Town, (2) Lab)", ["A. One", "B. Two"]],
    ["A. One (MIT), B. Two (for the X Collaboration)", ["A. One", "B. Two"]],
    ["D0 Collaboration: V. Abazov, et al", ["D0 Collaboration", "V. Abazov"]],
    [
      "LIGO Scientific Collaboration and Virgo Collaboration",
      ["LIGO Scientific Collaboration", "Virgo Collaboration"],
    ],
    ["Antonio Laverghetta, Jr., Hal Daumé III", ["Antonio Laverghetta Jr.", "Hal Daumé III"]],
    ["Hal Daumé, III", ["Hal Daumé III"]],
    [
      'Emanuele Macr\\`i, K\\"unneth and {A, B and C}',
      ["Emanuele Macr\\`i", 'K\\"unneth', "{A, B and C}"],
    ],
    ["Unclosed (Univ, Town", ["Unclosed (Univ", "Town"]],
    ["Closed) Twice, B", ["Closed) Twice", "B"]],
    ["A) One, B (Two", ["A) One", "B (Two"]],
    ["A\\{ One, B\\} Two", ["A\\{ One", "B\\} Two"]],
    ["", []],
    [" , ;; and ", []],
  ])("%s", (line, names) => {
    expect(authorsOf(line)).toEqual(names);
  });

  test("also with thousands of them", () => {
    const names = Array.from({ length: 5_000 }, (_, n) => `A. B${n}`);
    expect(authorsOf(names.join(",\n  "))).toEqual(names);
    expect(authorsOf("(".repeat(100_000))).toHaveLength(1);
    expect(authorsOf("{,".repeat(100_000))).toHaveLength(1);
    expect(authorsOf(`a${" ".repeat(100_000)}b`)).toEqual(["a b"]);
    expect(authorsOf(`a${"\u00a0,".repeat(100_000)}b`)).toEqual(["a", "b"]);
  });
});

test.each([
  ["Coja-Oghlan, Amin", "Amin Coja-Oghlan"],
  ["Rodrigues Jr, Waldyr A.", "Waldyr A. Rodrigues Jr"],
  ["Laverghetta, Antonio, Jr.", "Antonio Laverghetta Jr."],
  ["Collaboration, ATLAS", "ATLAS Collaboration"],
  ["Plato", "Plato"],
  ["Plato,", "Plato"],
  ["A, B, C, D", "A, B, C, D"],
])("the name %s is %s", (name, written) => {
  expect(nameInOrder(name)).toBe(written);
});

describe("dates of mail", () => {
  test.each([
    ["Wed, 23 Sep 2026 00:00:00 -0400", "2026-09-23T04:00:00.000Z", "2026-09-23"],
    ["Fri, 12 Dec 2014 13:15:28 GMT", "2014-12-12T13:15:28.000Z", "2014-12-12"],
    [" 1 Jan 2025 23:59 +0100 ", "2025-01-01T22:59:00.000Z", "2025-01-01"],
  ])("%s", (text, at, day) => {
    expect(mailDate(text)).toEqual({ at: new Date(at), day });
  });

  test.each([
    "",
    "2026-09-23",
    "Wed, 31 Feb 2026 00:00:00 GMT",
    "Wed, 23 Anf 2026 00:00:00 GMT",
    "Wed, 23 Sep 2026 25:00:00 GMT",
    "Wed, 23 Sep 2026 00:00:00 -9900",
    "Wed, 23 Sep 2026 00:00:00",
    "Wed, 23 Sep 1066 00:00:00 GMT",
  ])("%s is none", (text) => {
    expect(mailDate(text)).toBeNull();
  });
});
