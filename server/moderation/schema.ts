import { z } from "zod";
import { cursorOf } from "../platform/cursor";
import { uuid } from "../platform/ids";
import { line } from "../platform/text";

const noteId = uuid("must be the id of a note");

const reason = line("a reason", 300);

/** What is wrong with a note: its text, or the name that it is signed with. */
export const reportInput = z.strictObject({
  noteId,
  about: z.enum(["note", "name"], "Please choose what you report."),
  reason: line("what is wrong with it", 500),
});

export const reportableInput = z.strictObject({ noteId });

/** The time and the id of the last report shown. */
export const reportsInput = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,17}\.[0-9a-f-]{36}$/, "is no place in this list")
    .transform((text, context) => {
      const [micros = "", given] = text.split(".");
      const id = uuid().safeParse(given);
      if (id.success) return { micros, id: id.data };
      context.addIssue({ code: "custom", message: "is no place in this list" });
      return z.NEVER;
    })
    .optional(),
});

const reportId = uuid("must be the id of a report");

export const hideInput = z.strictObject({ reportId, reason });
export const warnInput = z.strictObject({ reportId, reason });
export const dismissInput = z.strictObject({ reportId });
export const restoreInput = z.strictObject({ noteId, reason });

export const logInput = z.strictObject({ after: cursorOf(1) });

export const warningInput = z.strictObject({ id: uuid("must be the id of a warning") });
