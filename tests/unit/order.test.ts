import { describe, expect, test } from "vitest";
import { type Item, moved, moveToPlace, whatChanged, withStaying } from "@/components/lists/order";

const list = (ids: string): Item[] => [...ids].map((id) => [id.charCodeAt(0), 1]);
const text = (items: Item[]) => items.map(([id]) => String.fromCharCode(id)).join("");
const id = (letter: string) => letter.charCodeAt(0);

test.each([
  ["top", "c", "cabd"],
  ["up", "c", "acbd"],
  ["down", "b", "acbd"],
  ["bottom", "a", "bcda"],
  ["up", "a", "abcd"],
  ["down", "d", "abcd"],
  ["top", "x", "abcd"],
] as const)("moving %s of %s makes %s", (to, item, expected) => {
  expect(text(moved(list("abcd"), id(item), to))).toBe(expected);
});

test.each([
  ["b", "c", "acbd"],
  ["d", "a", "adbc"],
  ["c", null, "cabd"],
])("moving %s after %s makes %s", (item, after, expected) => {
  const to = { after: after === null ? null : id(after) };
  expect(text(moved(list("abcd"), id(item), to))).toBe(expected);
});

test.each([
  ["c", 1, "cabd"],
  ["a", 3, "bcad"],
  ["a", 99, "bcda"],
  ["b", 2, "abcd"],
])("bringing %s to place %i makes %s", (item, place, expected) => {
  const items = list("abcd");
  expect(text(moved(items, id(item), moveToPlace(items, id(item), place)))).toBe(expected);
});

describe("what somebody else changed", () => {
  const before = list("abc");
  test.each([
    ["abc", null],
    ["abcd", "1 paper was added."],
    ["c", "2 papers were removed."],
    ["bac", "The order was changed."],
    ["dcb", "1 paper was added, 1 paper was removed, the order was changed."],
  ])("to make it %s is said in one sentence", (after, sentence) => {
    expect(whatChanged(before, list(after))).toBe(sentence);
  });

  test("on an item is said, unless the reader did it", () => {
    const after = before.map(([paper]): Item => [paper, paper === id("b") ? 2 : 1]);
    expect(whatChanged(before, after)).toBe("A note was changed.");
    expect(whatChanged(before, after, new Set([id("b")]))).toBeNull();
  });

  test.each([
    ["abcd", "d", null],
    ["ab", "c", null],
    ["cab", "c", null],
    ["acb", "b", null],
    ["cdab", "c", "1 paper was added."],
    ["bac", "c", "The order was changed."],
    ["b", "a", "1 paper was removed."],
  ])("to make it %s is not said of the reader's own %s", (after, mine, sentence) => {
    expect(whatChanged(before, list(after), new Set([id(mine)]))).toBe(sentence);
  });
});

test.each([
  ["abcd", "abd", "c", "abcd"],
  ["abcd", "abd", "", "abd"],
  ["abcd", "bcd", "a", "abcd"],
  ["abcd", "ad", "bc", "abcd"],
  ["abcd", "dab", "c", "dabc"],
  ["abcd", "", "c", "c"],
  ["abcd", "exdba", "ac", "exdbca"],
])("of %s, where %s stands by now, %s stays: %s", (before, now, staying, expected) => {
  const shown = withStaying(list(before), list(now), (each) =>
    staying.includes(String.fromCharCode(each)),
  );
  expect(text(shown.items)).toBe(expected);
  const gone = [...staying].filter((letter) => !now.includes(letter)).map(id);
  expect([...shown.gone]).toEqual(gone);
});
