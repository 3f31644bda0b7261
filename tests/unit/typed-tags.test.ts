import { expect, test } from "vitest";
import { typedTags } from "@/components/library/typed-tags";
import { renameTagInput } from "@/server/library/schema";

test.each([
  ["RAG, long context", ["RAG", "long context"]],
  [" one ", ["one"]],
  ["a,,b, ,a，c، d", ["a", "b", "c", "d"]],
  [" , ", []],
])("the tags in %j", (typed, tags) => expect(typedTags(typed)).toEqual(tags));

test("nor does a new name make one of two", () => {
  expect(renameTagInput.safeParse({ tag: "a, b", to: "a" }).success).toBe(true);
  expect(renameTagInput.safeParse({ tag: "a", to: "a, b" }).success).toBe(false);
});
