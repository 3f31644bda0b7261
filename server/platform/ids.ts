import { z } from "zod";

/**
 * An id however it was written, as Postgres writes it: by that it is compared, and by that those who
 * have something open hear of it.
 */
export const uuid = (message?: string) => z.uuid(message).toLowerCase();
