import "server-only";
import { TRPCError } from "@trpc/server";
import { redirect, unstable_rethrow } from "next/navigation";
import { ZodError, z } from "zod";
import type { FormState } from "@/components/forms/form-state";
import { reader } from "@/server/api/rsc";
import { StaleWriteError } from "@/server/platform/conflict";
import { AppError, NotConfirmed, unavailability } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { MADE_FOR, MADE_FOR_ANOTHER } from "@/server/platform/made-for";
import { noteFormUnavailable } from "@/server/platform/page-status";

const secret = /^(password|passwordNow|codeNow|code)$/;

/** A text that a page binds to its action: the client sends it back, and may send anything. */
export const boundText = z.string().max(2_000);

/**
 * Runs a form's action: the fields checked by the schema, refusals put beside their fields, and
 * everything typed given back but passwords. What `run` returns is merged into the answer.
 */
export async function answerForm<S extends z.ZodType>(
  form: FormData,
  schema: S,
  // biome-ignore lint/suspicious/noConfusingVoidType: an action that says nothing returns nothing
  run: (input: z.output<S>) => Promise<Partial<FormState> | void>,
): Promise<FormState> {
  // an action can be called with anything: what is no form ends as a request that cannot be read
  if (!(form instanceof FormData)) throw new TypeError("An action was called without a form.");
  const fields = fieldsOf(form);
  const values = Object.fromEntries(Object.entries(fields).filter(([key]) => !secret.test(key)));
  try {
    if (await isMadeForAnother(form)) {
      return { values, errors: {}, refusal: `${MADE_FOR_ANOTHER} Reload the page to go on.` };
    }
    return { values, errors: {}, ...(await run(schema.parse(fields))) };
  } catch (error) {
    unstable_rethrow(error);
    return { values, ...explain(error) };
  }
}

/** Whether the form was made for another account than the one that is signed in by now. */
async function isMadeForAnother(form: FormData): Promise<boolean> {
  const account = form.get(MADE_FOR);
  if (account === null) return false;
  const { actor } = await reader();
  return actor.kind === "user" && actor.userId !== account;
}

/** The text fields, without what React adds of its own. */
function fieldsOf(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [key, value] of form) {
    if (typeof value === "string" && /^[a-zA-Z]+$/.test(key) && key !== "scripted") {
      fields[key] = value;
    }
  }
  return fields;
}

function explain(thrown: unknown): Pick<FormState, "errors" | "refusal" | "now" | "confirm"> {
  const error = thrown instanceof TRPCError && thrown.cause ? thrown.cause : thrown;
  if (error instanceof ZodError) {
    const errors: Record<string, string> = {};
    for (const issue of error.issues) errors[issue.path.join(".")] ??= issue.message;
    return { errors };
  }
  if (error instanceof StaleWriteError) {
    return { errors: {}, refusal: error.message, now: error.now };
  }
  const unavailable = unavailability(thrown);
  if (unavailable) {
    noteFormUnavailable();
    return { errors: {}, refusal: unavailable.message };
  }
  if (error instanceof NotConfirmed) return { errors: {}, confirm: true };
  if (error instanceof AppError) {
    const confirm = error.field === "passwordNow" || error.field === "codeNow" || undefined;
    return error.field
      ? { errors: { [error.field]: error.message }, ...(confirm && { confirm }) }
      : { errors: {}, refusal: error.message };
  }
  if (thrown instanceof TRPCError && thrown.code !== "INTERNAL_SERVER_ERROR") {
    return { errors: {}, refusal: thrown.message };
  }
  log().error({ err: error }, "a form's action failed");
  return { errors: {}, refusal: "Something went wrong on our side. Please try again." };
}

/**
 * Goes on as somebody else than before. With scripts the browser loads a whole new document, so
 * that nothing remembered of the reader before is shown to the next.
 */
export function goOn(form: FormData, path: string): Pick<FormState, "goTo"> {
  if (form.get("scripted")) return { goTo: path };
  redirect(path);
}
