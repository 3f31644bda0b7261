import { z } from "zod";
import { listId } from "../lists/schema";
import { topic } from "../papers/topics/schema";

/** All the topics that the reader follows; a form sends each as a checkbox of its own. */
export const topicsInput = z.strictObject({
  topics: z
    .union([
      z.array(topic).max(100),
      z.record(topic, z.literal("on")).transform((checked) => Object.keys(checked)),
    ])
    .default([]),
});

/** A collection, and whether the reader follows it from now on. */
export const collectionInput = z.strictObject({
  listId,
  on: z.union([z.boolean(), z.enum(["on", "off"]).transform((text) => text === "on")]),
});
