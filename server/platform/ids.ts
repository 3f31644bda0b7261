import { z } from "zod";

/**
 * An id in any spelling, normalized as Postgres writes it: ids are compared and notified in that
 * form.
 */
export const uuid = (message?: string) => z.uuid(message).toLowerCase();
