import { z } from "zod";
import { cursorOf } from "../../platform/cursor";
import { uuid } from "../../platform/ids";

export const messageInput = z.strictObject({ id: uuid() });

/** How many newer messages were shown before: there are some hundreds at most. */
export const listInput = z.strictObject({ after: cursorOf(1) });
