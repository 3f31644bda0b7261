import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { accountsRouter } from "./accounts/router";
import { activityRouter } from "./activity/router";
import { annotationsRouter } from "./annotations/router";
import { authRouter } from "./auth/router";
import { collectionsRouter } from "./collections/router";
import { confirmationRouter } from "./confirmation/router";
import { editionsRouter } from "./editions/router";
import { identitiesRouter } from "./identities/router";
import { invitationsRouter } from "./invitations/router";
import { itemsRouter } from "./items/router";
import { libraryRouter } from "./library/router";
import { listMembersRouter } from "./list-members/router";
import { listsRouter } from "./lists/router";
import { liveRouter } from "./live/router";
import { papersRouter } from "./papers/router";
import { passkeysRouter } from "./passkeys/router";
import { passwordsRouter } from "./passwords/router";
import { searchRouter } from "./search/router";
import { secondStepRouter } from "./second-step/router";
import { sessionsRouter } from "./sessions/router";
import { sharingRouter } from "./sharing/router";
import { signInsRouter } from "./sign-ins/router";
import { teamsRouter } from "./teams/router";
import { trashRouter } from "./trash/router";
import { createCallerFactory, router } from "./trpc";
import { viewerRouter } from "./viewer/router";
import { votesRouter } from "./votes/router";

export const appRouter = router({
  accounts: accountsRouter,
  activity: activityRouter,
  annotations: annotationsRouter,
  auth: authRouter,
  collections: collectionsRouter,
  confirmation: confirmationRouter,
  editions: editionsRouter,
  identities: identitiesRouter,
  invitations: invitationsRouter,
  items: itemsRouter,
  library: libraryRouter,
  listMembers: listMembersRouter,
  lists: listsRouter,
  live: liveRouter,
  papers: papersRouter,
  passkeys: passkeysRouter,
  passwords: passwordsRouter,
  search: searchRouter,
  secondStep: secondStepRouter,
  sessions: sessionsRouter,
  sharing: sharingRouter,
  signIns: signInsRouter,
  trash: trashRouter,
  teams: teamsRouter,
  viewer: viewerRouter,
  votes: votesRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);

export type RouterOutputs = inferRouterOutputs<AppRouter>;

export type RouterInputs = inferRouterInputs<AppRouter>;
