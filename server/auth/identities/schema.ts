import { z } from "zod";

export const disconnectInput = z.strictObject({ provider: z.enum(["github", "google", "oidc"]) });
