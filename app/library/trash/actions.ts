"use server";

import { revalidatePath } from "next/cache";
import { formAction } from "@/app/form-action";

const HERE = "/library/trash";

const restored = { signIn: HERE, answer: () => revalidatePath(HERE) };

export const restorePaperAction = formAction(
  ({ library }) =>
    (input: { paperId: number }) =>
      library.setMany({ paperIds: [input.paperId], removed: false }),
  { ...restored, fields: { paperId: Number } },
);

export const restoreListAction = formAction((api) => api.lists.restore, restored);

export const restoreItemAction = formAction((api) => api.items.restore, {
  ...restored,
  fields: { paperId: Number },
});
