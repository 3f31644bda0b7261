import { expect, test } from "vitest";
import { partOf } from "@/components/editions/part";

test.each([
  [undefined, {}],
  [["WzEsMl0"], { after: "WzEsMl0" }],
  [["topic~3d"], { topic: "3d" }],
  [["topic~3d~WzEsMl0"], { topic: "3d", after: "WzEsMl0" }],
  [["topic"], { after: "topic" }],
  [["a", "b"], { after: "a/b" }],
])("%j", (segments, part) => expect(partOf(segments)).toEqual(part));
