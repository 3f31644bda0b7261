"use server";

import { redirect } from "next/navigation";
import { formAction } from "@/app/form-action";
import { leaveNotice } from "@/app/visitor";
import { deliversMail } from "@/server/platform/email/send";

async function seen(sentence: string): Promise<never> {
  await leaveNotice(sentence);
  redirect("/settings/digest?done");
}

export const saveAction = formAction((api) => api.digest.save, {
  signIn: "/settings/digest",
  answer: ({ state }) =>
    seen(
      state === "active"
        ? "Saved."
        : `Saved. A message with a link is ${deliversMail() ? "on its way" : "kept for the administrators"}: press the button behind it, and it comes.`,
    ),
});

export const endAction = formAction((api) => api.digest.end, {
  signIn: "/settings/digest",
  answer: () => seen("No more mail comes."),
});
