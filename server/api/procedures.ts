import type { TRPCError } from "@trpc/server";
import { AppError, RETRY_AFTER } from "../platform/errors";
import { MAX_CALLS } from "../platform/limits";
import { appRouter } from "./root";

/** The path of procedure calls. */
export const endpoint = "/api/trpc";

/** Options for procedure calls, in the gateway and in Next. */
export const procedureOptions = {
  router: appRouter,
  // a read whose input is too long for a URL is sent by POST
  allowMethodOverride: true,
  maxBatchSize: MAX_CALLS,
  responseMeta: ({ errors }: { errors: TRPCError[] }) => ({
    headers: {
      "cache-control": "private, no-store, no-transform",
      ...retryAfter(errors),
    },
  }),
};

/** When the latest of the rate-limited calls may be retried. */
function retryAfter(errors: TRPCError[]) {
  const waits = errors.flatMap(({ code, cause }) => {
    if (code === "SERVICE_UNAVAILABLE") return Number(RETRY_AFTER);
    return (cause instanceof AppError && cause.retryAfter) || [];
  });
  return waits.length > 0 && { "retry-after": String(Math.max(...waits)) };
}
