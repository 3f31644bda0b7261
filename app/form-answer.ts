import "server-only";
import { TRPCError } from "@trpc/server";
import { unstable_rethrow } from "next/navigation";
import { ZodError } from "zod";
import type { FormState } from "@/components/forms/form-state";
import { StaleWriteError } from "@/server/platform/conflict";
import { AppError, NotConfirmed, unavailability } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { noteFormUnavailable } from "@/server/platform/page-status";

/** What an action says; one that says nothing returns nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: an action that says nothing returns nothing
export type FormAnswer = Promise<Partial<FormState> | void> | Partial<FormState> | void;

/**
 * Runs the act. Returns refusals as the answer; redirects and other errors pass through. `sent`
 * names the form's fields: an error in any other field is shown for the whole form.
 */
export async function answering(
  values: FormState["values"],
  run: () => FormAnswer,
  sent?: string[],
): Promise<FormState> {
  try {
    return { values, errors: {}, ...(await run()) };
  } catch (error) {
    unstable_rethrow(error);
    return { values, ...explain(error, sent) };
  }
}

type Refused = Pick<FormState, "errors" | "refusal" | "now" | "confirm">;

function explain(thrown: unknown, sent: string[] | undefined): Refused {
  const error = thrown instanceof TRPCError && thrown.cause ? thrown.cause : thrown;
  if (error instanceof ZodError) return byField(error, sent);
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

const INCOMPLETE = "This form is not complete. Please reload the page and try again.";

/** The first error of each field. */
function byField({ issues }: ZodError, sent: string[] | undefined): Refused {
  const errors: Record<string, string> = {};
  for (const { path, message } of issues) errors[path.join(".")] ??= message;
  const isSent = (name: string) =>
    sent?.some((each) => each === name || each.startsWith(`${name}.`)) ?? true;
  const isComplete = Object.keys(errors).every(isSent);
  return { errors, ...(!isComplete && { refusal: INCOMPLETE }) };
}
