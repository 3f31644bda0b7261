"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { answerForm } from "@/app/forms";
import type { FormState } from "@/components/forms/form-state";
import { signedIn } from "@/server/api/rsc";
import { listInput } from "@/server/lists/schema";
import { paperId } from "@/server/papers/schema";

const paper = z.strictObject({ paperId: z.coerce.number().pipe(paperId) });

const item = listInput.extend(paper.shape);

export async function restorePaperAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, paper, async (input) => {
    const { caller } = await signedIn("/library/trash");
    await caller.library.setMany({ paperIds: [input.paperId], removed: false });
    revalidatePath("/library/trash");
  });
}

export async function restoreListAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, listInput, async (input) => {
    const { caller } = await signedIn("/library/trash");
    await caller.lists.restore(input);
    revalidatePath("/library/trash");
  });
}

export async function restoreItemAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, item, async (input) => {
    const { caller } = await signedIn("/library/trash");
    await caller.items.restore(input);
    revalidatePath("/library/trash");
  });
}
