import { expect, test } from "vitest";
import { added, all, readAgain, type Shown } from "@/components/annotations/shown-notes";
import type { ShownNote } from "@/components/annotations/thread";

const note = (id: string, parentId: string | null = null, body = id): ShownNote => ({
  id,
  parentId,
  author: "Ada",
  mine: false,
  audience: "everyone",
  group: null,
  body,
  exact: null,
  color: "yellow",
  version: 1,
  createdAt: "2025-03-13T09:00:00Z",
  edited: false,
  deleted: false,
  hidden: null,
  mayReply: true,
  mayHide: false,
  place: null,
});

const page = (notes: ShownNote[], given: Partial<Shown> = {}): Shown => ({
  ...all(notes),
  ...given,
});
const ids = ({ notes }: Shown) => notes.map(({ id }) => id);
const after = (comments: string | null) => ({ passages: null, comments });

test("what is shown on request comes behind, once, and renews what is there", () => {
  const shown = page([note("a"), note("b")]);
  const next = added(shown, page([note("b", null, "new"), note("c")]));
  expect(ids(next)).toEqual(["a", "b", "c"]);
  expect(next.notes[1]?.body).toBe("new");
});

test("reading again drops what is gone, and keeps a further page that was asked for", () => {
  const first = page([note("a"), note("b")], { more: after("b") });
  const both = { ...added(first, page([note("c")])), more: after("c") };
  const again = readAgain(both, page([note("a"), note("d")], { more: after("d") }));
  expect(ids(again)).toEqual(["a", "d", "b", "c"]);
  expect(again.more.comments).toBe("c");
  const whole = readAgain(both, page([note("a")]));
  expect(ids(whole)).toEqual(["a"]);
  expect(whole.more.comments).toBeNull();
});

test("reading again keeps replies that were asked for, and counts those still missing", () => {
  const rest = { noteId: "a", left: 3, after: "1" };
  const first = page([note("a"), note("1", "a")], { rest: [rest] });
  const next = added(first, {
    notes: [note("2", "a")],
    rest: [{ noteId: "a", left: 2, after: "2" }],
  });
  expect(next.rest).toEqual([{ noteId: "a", left: 2, after: "2" }]);
  const again = readAgain(next, first);
  expect(ids(again)).toEqual(["a", "1", "2"]);
  expect(again.rest).toEqual([{ noteId: "a", left: 2, after: "2" }]);
  const whole = readAgain(next, page([note("a"), note("1", "a")]));
  expect(ids(whole)).toEqual(["a", "1"]);
  expect(whole.rest).toEqual([]);
});
