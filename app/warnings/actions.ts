"use server";

import { refresh } from "next/cache";
import { formAction } from "@/app/form-action";

export const dismissAction = formAction((api) => api.moderation.dismissWarning, {
  signIn: "/warnings",
  answer() {
    refresh();
    return { done: "It is put away." };
  },
});
