import { expect, test } from "vitest";
import { phraseCounter } from "@/server/papers/topics/phrases";

test("phrases are counted as whole words, and stars stand for letters and digits", () => {
  const count = phraseCounter([["agent*", "tool use"], ["*bench"], ["qwen2.5 vl", "1.58 bit"]]);
  expect([...count("agents that reagent an agent for tool use and a tool user")]).toEqual([
    3, 0, 0,
  ]);
  expect([...count("bench mmbench bench2 swe bench")]).toEqual([0, 3, 0]);
  expect([...count("qwen2.5 vl at 1.58 bit and qwen2x5 vl")]).toEqual([0, 0, 2]);
});

test("of several phrases in one place the first of the list counts, and none overlaps it", () => {
  expect([...phraseCounter([["a b", "a", "b"]])("a b a b")]).toEqual([2]);
  expect([...phraseCounter([["a", "a b", "b"]])("a b a b")]).toEqual([4]);
  expect([...phraseCounter([["a b"], ["b a"]])("a b a b")]).toEqual([2, 1]);
});

test("a long word is found as often as it occurs", () => {
  const count = phraseCounter([["reinforcement*"]]);
  expect([...count("reinforcements of reinforcements")]).toEqual([2]);
});
