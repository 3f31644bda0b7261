import { z } from "zod";

export const endSessionInput = z.strictObject({ id: z.uuid().toLowerCase() });
