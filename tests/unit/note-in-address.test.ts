import { expect, test } from "vitest";
import { noteNamedIn } from "@/components/annotations/use-note-in-address";

const ID = "0198c2f4-5b1e-7c3a-9d2f-6a7b8c9d0e1f";

test.each([
  ["a link", `#note-${ID}`, ID],
  ["a link at the end of a sentence", `#note-${ID}.`, ID],
  ["a link in brackets", `#note-${ID}),`, ID],
  ["a link in quotation marks", `#note-${ID}%E2%80%9D`, ID],
  ["a longer id", `#note-${ID}0`, undefined],
  ["a shorter id", `#note-${ID.slice(1)}`, undefined],
  ["another place of the page", "#note", undefined],
  ["no place", "", undefined],
])("the note named by %s", (_, hash, id) => {
  expect(noteNamedIn(hash)).toBe(id);
});
