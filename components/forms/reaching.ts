import { unstable_rethrow } from "next/navigation";
import { reasonOf } from "../api/call";
import type { FormAction } from "./action-form";
import { NOT_RETURNED } from "./form-state";

const FAILED = "The server answered with an error. What you typed is kept. Try again in a moment.";

/**
 * The same action, which answers also where the server does not, or with an error: the form then
 * says so, and keeps what was typed. Otherwise the page for errors would replace the whole page.
 */
export const reaching =
  (action: FormAction): FormAction =>
  async (before, form) => {
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error);
      // how a lost connection is told
      const refusal = error instanceof TypeError ? reasonOf(error) : FAILED;
      const values: Record<string, string> = {};
      for (const [name, value] of form) {
        if (typeof value === "string" && !NOT_RETURNED.test(name)) values[name] = value;
      }
      return { values, errors: {}, refusal };
    }
  };
