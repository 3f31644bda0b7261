import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { accountsRouter } from "../accounts/router";
import { adminAccountsRouter } from "../admin/accounts/router";
import { mailRouter } from "../admin/mail/router";
import { adminStatusRouter } from "../admin/status/router";
import { annotationsRouter } from "../annotations/router";
import { auditRouter } from "../audit/router";
import { confirmationRouter } from "../auth/confirmation/router";
import { identitiesRouter } from "../auth/identities/router";
import { passkeysRouter } from "../auth/passkeys/router";
import { passwordsRouter } from "../auth/passwords/router";
import { authRouter } from "../auth/router";
import { secondStepRouter } from "../auth/second-step/router";
import { sessionsRouter } from "../auth/sessions/router";
import { signInsRouter } from "../auth/sign-ins/router";
import { curationRouter } from "../curation/router";
import { digestRouter } from "../digest/router";
import { editionsRouter } from "../editions/router";
import { followsRouter } from "../follows/router";
import { ingestRouter } from "../ingest/router";
import { sourcesRouter } from "../ingest/sources/router";
import { installationRouter } from "../installation/router";
import { invitationsRouter } from "../invitations/router";
import { adminJobsRouter } from "../jobs/router";
import { libraryRouter } from "../library/router";
import { collectionsRouter } from "../lists/collections/router";
import { itemsRouter } from "../lists/items/router";
import { listMembersRouter } from "../lists/members/router";
import { listsRouter } from "../lists/router";
import { sharingRouter } from "../lists/sharing/router";
import { moderationRouter } from "../moderation/router";
import { liveRouter } from "../open-lists/router";
import { papersRouter } from "../papers/router";
import { searchRouter } from "../papers/search/router";
import { createCallerFactory, router } from "../platform/trpc";
import { submissionsRouter } from "../submissions/router";
import { activityRouter } from "../teams/activity/router";
import { proposalsRouter } from "../teams/proposals/router";
import { teamsRouter } from "../teams/router";
import { trashRouter } from "../trash/router";
import { viewerRouter } from "../viewer/router";
import { votesRouter } from "../votes/router";

export const appRouter = router({
  accounts: accountsRouter,
  activity: activityRouter,
  adminAccounts: adminAccountsRouter,
  adminJobs: adminJobsRouter,
  adminStatus: adminStatusRouter,
  annotations: annotationsRouter,
  audit: auditRouter,
  auth: authRouter,
  collections: collectionsRouter,
  confirmation: confirmationRouter,
  curation: curationRouter,
  digest: digestRouter,
  editions: editionsRouter,
  follows: followsRouter,
  identities: identitiesRouter,
  ingest: ingestRouter,
  installation: installationRouter,
  invitations: invitationsRouter,
  items: itemsRouter,
  library: libraryRouter,
  listMembers: listMembersRouter,
  lists: listsRouter,
  live: liveRouter,
  mail: mailRouter,
  moderation: moderationRouter,
  papers: papersRouter,
  passkeys: passkeysRouter,
  passwords: passwordsRouter,
  proposals: proposalsRouter,
  search: searchRouter,
  secondStep: secondStepRouter,
  sessions: sessionsRouter,
  sharing: sharingRouter,
  signIns: signInsRouter,
  sources: sourcesRouter,
  submissions: submissionsRouter,
  trash: trashRouter,
  teams: teamsRouter,
  viewer: viewerRouter,
  votes: votesRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);

export type RouterOutputs = inferRouterOutputs<AppRouter>;

export type RouterInputs = inferRouterInputs<AppRouter>;
