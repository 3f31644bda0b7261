import { z } from "zod";
import { slug } from "../../access/schema";
import { uuid } from "../../platform/ids";
import { line } from "../../platform/text";

const id = uuid("must be the id of a proposal");

export const proposalsInput = z.strictObject({ slug });

export const proposeInput = z.strictObject({
  teamId: uuid("must be the id of a team"),
  /** An id or an address of a paper that is here. */
  paper: line("an id or an address", 300),
});

export const supportInput = z.strictObject({ id, supports: z.boolean() });

export const vetoInput = z.strictObject({ id, reason: line("a reason", 300) });

export const liftInput = z.strictObject({ id });

export const thresholdInput = z.strictObject({
  teamId: uuid("must be the id of a team"),
  threshold: z
    .int("Please enter a whole number.")
    .min(1, "Please enter 1 or more.")
    .max(20, "Please enter 20 or less."),
});
