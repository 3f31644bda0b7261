"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";
import { itemInput } from "@/server/lists/items/schema";

const form = itemInput.extend({ paperId: z.coerce.number().pipe(itemInput.shape.paperId) });

export async function restoreAction(_before: FormState, sent: FormData): Promise<FormState> {
  return answerForm(sent, form, async (input) => {
    const { caller } = await signedIn("/lists");
    await caller.items.restore(input);
    revalidatePath(`/lists/${input.listId}/trash`);
    return { done: "Restored to its old place." };
  });
}
