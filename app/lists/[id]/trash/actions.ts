"use server";

import { revalidatePath } from "next/cache";
import { formAction } from "@/app/form-action";

export const restoreAction = formAction((api) => api.items.restore, {
  signIn: "/lists",
  fields: { paperId: Number },
  answer(_, { input }) {
    revalidatePath(`/lists/${input.listId}/trash`);
    return { done: "Restored to its old place." };
  },
});
