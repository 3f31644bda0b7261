import type { Context } from "../../platform/context";
import { resetOf } from "./mutations";

/** Whether this link would still set a password. */
export async function isResetOpen(ctx: Context, token: string): Promise<boolean> {
  return (await resetOf(ctx, token)) !== null;
}
