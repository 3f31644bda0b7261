"use server";

import { refresh } from "next/cache";
import { confirmFirst } from "@/app/confirmed-forms";
import { formAction } from "@/app/form-action";

/** Shows the message, once the administrator has confirmed that it is them. */
export const readAction = formAction((api) => api.confirmation.means, {
  signIn: "/admin/mail",
  first: confirmFirst,
  answer({ confirmed }) {
    if (!confirmed) return { confirm: true };
    refresh();
    return {};
  },
});
