import { expect, test } from "vitest";
import type { Client } from "@/components/api/client";
import { moveItems } from "@/components/lists/carry";
import { removeItems } from "@/components/lists/item-commands";
import { inBatches, restOf } from "@/components/papers/in-batches";
import { MAX_CHANGED } from "@/server/platform/limits";

const paperIds = Array.from({ length: 2 * MAX_CHANGED + 500 }, (_, index) => index + 1);
const list = { id: "list", name: "Reading" };
const other = { id: "other", name: "Archive" };

/** A server that refuses calls with too many papers, and every call from the nth on. */
function serverUntil(nth: number) {
  const sizes: number[] = [];
  const mutate = async (input: { paperIds: number[] }) => {
    sizes.push(input.paperIds.length);
    if (input.paperIds.length > MAX_CHANGED || sizes.length >= nth) throw new Error("refused");
    return { removed: input.paperIds, added: input.paperIds };
  };
  const items = { removeMany: { mutate }, move: { mutate } };
  return { api: { items } as unknown as Client, sizes };
}

test("more papers than one call changes are removed from a list by several", async () => {
  const { api, sizes } = serverUntil(Infinity);
  const answer = await removeItems.send(api, { list, paperIds });
  expect(sizes).toEqual([MAX_CHANGED, MAX_CHANGED, 500]);
  expect(answer).toEqual({ removed: paperIds, refused: undefined });
  expect(removeItems.undo?.(answer, { list, paperIds })?.text).toBe(
    "Removed 2,500 papers from “Reading”.",
  );
});

test("papers refused in a move stay where they are, and are reported", async () => {
  const { api } = serverUntil(3);
  const input = { from: list, to: other, paperIds, withNotes: true };
  const answer = await moveItems.send(api, input);
  expect(answer.removed).toHaveLength(2 * MAX_CHANGED);
  expect(moveItems.undo?.(answer, input)?.text).toMatch(
    /^Moved 2,000 papers from “Reading” to “Archive”\. 500 papers could not be moved\. /,
  );
});

test("where the first part is refused, all of it is", async () => {
  const { api } = serverUntil(1);
  await expect(removeItems.send(api, { list, paperIds })).rejects.toThrow("refused");
  const refuse = async () => {
    throw new Error("refused");
  };
  await expect(inBatches([1], refuse)).rejects.toThrow("refused");
  expect(restOf(undefined, "moved")).toBe("");
});
