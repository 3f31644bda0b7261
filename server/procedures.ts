import { appRouter } from "./root";

/** Where procedures are called. */
export const endpoint = "/api/trpc";

/** How calls are answered, at the front door and by Next alike. */
export const procedureOptions = {
  router: appRouter,
  // no more than the page asks for at once
  maxBatchSize: 20,
  responseMeta: () => ({ headers: { "cache-control": "private, no-store, no-transform" } }),
};
