"use server";

import { formAction } from "@/app/form-action";

export const renameTagAction = formAction((api) => api.library.renameTag, {
  signIn: "/library",
  answer: (_, { input }) => ({ done: `“${input.tag}” is now “${input.to.trim()}”.` }),
});
