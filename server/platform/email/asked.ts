import type { Context } from "../context";
import { AppError } from "../errors";
import * as limits from "../rate-limits/limits";
import { spend } from "../rate-limits/spend";
import { writesMail } from "./send";

/** Counts a message that a visitor requests, before it is written; throws if none is. */
export async function countLetter(ctx: Context, input: { email: string; client: string }) {
  if (!writesMail()) {
    throw new AppError("CONFLICT", "This installation writes no mail. Ask its administrator.");
  }
  await spend(ctx, limits.mailFrom, input.client);
  await spend(ctx, limits.mailTo, input.email);
}
