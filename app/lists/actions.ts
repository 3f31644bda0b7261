"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formAction } from "@/app/form-action";

export const createAction = formAction((api) => api.lists.create, {
  signIn: "/lists",
  answer: (_, { input }) => redirect(`/lists/${input.id}`),
});

export const editAction = formAction((api) => api.lists.edit, {
  signIn: "/lists",
  answer(_, { input }) {
    revalidatePath(`/lists/${input.listId}`);
    return { done: "Saved.", values: {} };
  },
});

/** Deletes without scripts; with scripts `DeleteList` does, and offers undo. */
export const removeAction = formAction((api) => api.lists.remove, {
  signIn: "/lists",
  answer: () => redirect("/lists"),
});

export const followAction = formAction((api) => api.follows.followCollection, {
  signIn: "/lists",
  answer(_, { input }) {
    revalidatePath(`/lists/${input.listId}`);
    revalidatePath("/settings/digest");
    return { values: {} };
  },
});
