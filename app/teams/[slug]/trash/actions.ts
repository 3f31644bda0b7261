"use server";

import { refresh } from "next/cache";
import { formAction } from "@/app/form-action";

export const restoreCollectionAction = formAction((api) => api.lists.restore, {
  signIn: "/teams",
  answer: () => refresh(),
});
