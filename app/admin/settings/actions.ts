"use server";

import { refresh } from "next/cache";
import { checked, formAction } from "@/app/form-action";

export const saveAction = formAction((api) => api.installation.save, {
  signIn: "/admin/settings",
  fields: { hidesVotes: checked },
  onlyChanged: true,
  answer() {
    refresh();
    return { values: {}, done: "Saved. Pages show it from now on." };
  },
});
