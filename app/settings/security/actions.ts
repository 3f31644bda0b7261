"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { answerForm } from "@/app/forms";
import { keepSession, visitor } from "@/app/visitor";
import type { FormState } from "@/components/forms/form-state";
import { changePasswordInput } from "@/server/auth/schema";
import { AppError } from "@/server/errors";
import { disconnectInput } from "@/server/identities/schema";
import { changePassword } from "@/server/passwords/service";
import { reader } from "@/server/rsc";

export async function changePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, changePasswordInput, async (input) => {
    const { ctx, userAgent } = await visitor();
    const { actor } = ctx;
    if (actor.kind !== "user") throw new AppError("UNAUTHORIZED", "Please sign in first.");
    await keepSession(await changePassword({ ...ctx, actor }, { ...input, userAgent }));
    return { done: "Your new password is set, and every other browser is signed out." };
  });
}

/** Signs one browser out, or all others. */
export async function endSessionAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, z.strictObject({ id: z.string() }), async ({ id }) => {
    const { caller } = await reader();
    if (id === "others") await caller.sessions.endOthers();
    else await caller.sessions.end({ id });
    refresh();
    return { done: id === "others" ? "All other browsers are signed out." : "It is signed out." };
  });
}

export async function disconnectAction(_before: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, disconnectInput, async (input) => {
    const { caller } = await reader();
    await caller.identities.disconnect(input);
    refresh();
    return { done: "It is disconnected." };
  });
}
