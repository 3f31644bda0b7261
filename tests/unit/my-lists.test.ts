import { expect, test } from "vitest";
import { inOrder, type MyList } from "@/components/lists/my-lists";

const team = { id: "team", slug: "lab", name: "Lab" };

const list = (id: string, of: MyList["team"] = null): MyList => ({
  id,
  name: id,
  description: "",
  papers: 0,
  role: "manager",
  mayAdd: true,
  team: of,
});

test("lists stay where an open menu shows them, and new ones come before those of their owner", () => {
  const read = [
    list("new"),
    list("b"),
    list("a"),
    list("n", team),
    list("d", team),
    list("c", team),
  ];
  const shown = inOrder(["a", "b", "c", "d"], read).map(({ id }) => id);
  expect(shown).toEqual(["new", "a", "b", "n", "c", "d"]);
});

test("without an order, lists come as they were read, and those of a new owner last", () => {
  const read = [list("b"), list("a"), list("c", team)];
  expect(inOrder([], read)).toEqual(read);
  expect(inOrder(["a"], read).map(({ id }) => id)).toEqual(["b", "a", "c"]);
});
