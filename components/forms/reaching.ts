import { unstable_rethrow } from "next/navigation";
import { reasonOf } from "../api/call";
import type { FormAction } from "./action-form";
import { NOT_RETURNED } from "./form-state";

/**
 * The same action, which answers also where the server cannot be reached: the form then says so, and
 * keeps what was typed. Otherwise the page for errors would replace the whole page.
 */
export const reaching =
  (action: FormAction): FormAction =>
  async (before, form) => {
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error);
      // how a lost connection is told
      if (!(error instanceof TypeError)) throw error;
      const values: Record<string, string> = {};
      for (const [name, value] of form) {
        if (typeof value === "string" && !NOT_RETURNED.test(name)) values[name] = value;
      }
      return { values, errors: {}, refusal: reasonOf(error) };
    }
  };
