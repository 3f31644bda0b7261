import type { z } from "zod";
import type { UserContext } from "../platform/context";
import { countPreview } from "../platform/rate-limits/writes";
import { budgetOfNotes, render } from "./rendered";
import type { previewInput } from "./schema";

/** A text as it will be shown once it is posted. */
export async function preview({ actor }: UserContext, { body }: z.output<typeof previewInput>) {
  await countPreview(actor.userId);
  return { body, rendered: render(body, budgetOfNotes()) };
}
