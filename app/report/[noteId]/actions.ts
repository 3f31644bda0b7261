"use server";

import { formAction } from "@/app/form-action";

export const reportAction = formAction((api) => api.moderation.report, {
  signIn: "/",
  answer: () => ({
    values: {},
    done: "Thank you. An administrator will look at it. If they hide the note or warn its author, the moderation log says so; a report that they dismiss is not in it, and you can report again.",
  }),
});
