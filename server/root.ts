import type { inferRouterOutputs } from "@trpc/server";
import { annotationsRouter } from "./annotations/router";
import { editionsRouter } from "./editions/router";
import { papersRouter } from "./papers/router";
import { createCallerFactory, router } from "./trpc";
import { viewerRouter } from "./viewer/router";
import { votesRouter } from "./votes/router";

export const appRouter = router({
  annotations: annotationsRouter,
  editions: editionsRouter,
  papers: papersRouter,
  viewer: viewerRouter,
  votes: votesRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);

export type RouterOutputs = inferRouterOutputs<AppRouter>;
