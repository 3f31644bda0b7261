"use server";

import { formAction } from "@/app/form-action";

export const reportAction = formAction((api) => api.moderation.report, {
  signIn: "/",
  answer: () => ({
    values: {},
    done: "Thank you. An administrator will look at it. What they decide is in the moderation log.",
  }),
});
