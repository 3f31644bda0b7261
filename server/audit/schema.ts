import { z } from "zod";
import { cursorOf } from "../platform/cursor";
import { uuid } from "../platform/ids";

/** The id of the last entry shown. */
const after = cursorOf(1);

/** The whole log, or only what was done to one account. */
export const logInput = z.strictObject({
  after,
  subjectId: uuid("must be the id of an account").optional(),
});
