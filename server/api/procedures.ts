import type { TRPCError } from "@trpc/server";
import { AppError, RETRY_AFTER } from "../platform/errors";
import { appRouter } from "./root";

/** Where procedures are called. */
export const endpoint = "/api/trpc";

/** How calls are answered, by the gateway and by Next alike. */
export const procedureOptions = {
  router: appRouter,
  // no more than the page asks for at once
  maxBatchSize: 20,
  responseMeta: ({ errors }: { errors: TRPCError[] }) => ({
    headers: {
      "cache-control": "private, no-store, no-transform",
      ...retryAfter(errors),
    },
  }),
};

/** When the last of what was refused for now may be asked again. */
function retryAfter(errors: TRPCError[]) {
  const waits = errors.flatMap(({ code, cause }) => {
    if (code === "SERVICE_UNAVAILABLE") return Number(RETRY_AFTER);
    return (cause instanceof AppError && cause.retryAfter) || [];
  });
  return waits.length > 0 && { "retry-after": String(Math.max(...waits)) };
}
