"use server";

import { confirmFirst } from "@/app/confirmed-forms";
import { formAction } from "@/app/form-action";

/** Lets the page send the file to be imported. */
export const confirmAction = formAction((api) => api.ingest.confirmed, {
  signIn: "/admin/import",
  first: confirmFirst,
  answer: () => ({ done: "The import begins." }),
});
