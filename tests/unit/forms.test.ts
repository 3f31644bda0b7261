import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import * as anAccount from "@/app/admin/accounts/[id]/actions";
import * as anAdministrator from "@/app/admin/actions";
import * as curating from "@/app/admin/editions/actions";
import { confirmAction } from "@/app/admin/import/actions";
import { readAction } from "@/app/admin/mail/[id]/actions";
import { decideAction, restoreAction as restoreNoteAction } from "@/app/admin/reports/actions";
import { saveAction } from "@/app/admin/settings/actions";
import { sourceAction } from "@/app/admin/sources/actions";
import { joinAction } from "@/app/join/[token]/actions";
import * as libraryTrash from "@/app/library/trash/actions";
import * as copies from "@/app/lists/[id]/copy/actions";
import * as sharing from "@/app/lists/[id]/members/actions";
import { restoreAction } from "@/app/lists/[id]/trash/actions";
import * as lists from "@/app/lists/actions";
import { reportAction } from "@/app/report/[noteId]/actions";
import * as settings from "@/app/settings/actions";
import * as ownDigest from "@/app/settings/digest/actions";
import * as invitations from "@/app/settings/invitations/actions";
import * as security from "@/app/settings/security/actions";
import { signInAction } from "@/app/sign-in/actions";
import { startProvider } from "@/app/sign-in/provider-action";
import { verifyAction } from "@/app/sign-in/verify/actions";
import { signUpAction } from "@/app/sign-up/actions";
import * as submitting from "@/app/submit/actions";
import * as members from "@/app/teams/[slug]/members/actions";
import * as proposing from "@/app/teams/[slug]/proposals/actions";
import * as team from "@/app/teams/[slug]/settings/actions";
import { restoreCollectionAction } from "@/app/teams/[slug]/trash/actions";
import * as teams from "@/app/teams/actions";
import { dismissAction } from "@/app/warnings/actions";
import * as welcome from "@/app/welcome/actions";
import {
  AccessForm,
  ResetLinkForm,
  RoleForm,
  SecondStepForm,
} from "@/components/admin/account-forms";
import { DeleteOther } from "@/components/admin/delete-other";
import { ConfirmImport } from "@/components/admin/import/confirm-import";
import { InstallationForm } from "@/components/admin/installation-form";
import { FailedForm, RunNow } from "@/components/admin/job-list";
import { ConfirmReading } from "@/components/admin/kept-mail";
import { AddCategory, RemoveCategory, TurnSource } from "@/components/admin/source-forms";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { VerifyForm } from "@/components/auth/verify-form";
import { FetchForm } from "@/components/curation/day-head";
import { PaperForm, PlaceForm } from "@/components/curation/day-papers";
import { RestorePaper } from "@/components/curation/removed-papers";
import { WaitingForm } from "@/components/curation/waiting-list";
import { EndDigest, OwnDigest } from "@/components/digest/own-digest";
import { TopicsForm } from "@/components/follows/topics-form";
import { Answer, type FormAction } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import type { FormState } from "@/components/forms/form-state";
import { Shown } from "@/components/forms/shown";
import { TextArea } from "@/components/forms/text-area";
import { Guests } from "@/components/invitations/guests";
import { InvitationForm } from "@/components/invitations/invitation-form";
import { InvitationView } from "@/components/invitations/invitation-view";
import { Invitations } from "@/components/invitations/invitations";
import { InviteByEmail, InviteByLink } from "@/components/invitations/invite-to-team";
import { OpenInvitations } from "@/components/invitations/open-invitations";
import { CreateList } from "@/components/lists/create-list";
import { DeleteList } from "@/components/lists/delete-list";
import { DuplicateForm } from "@/components/lists/duplicate-form";
import { EditList } from "@/components/lists/edit-list";
import { MembersList } from "@/components/lists/members-list";
import { MoveSections } from "@/components/lists/move-sections";
import { NameMember } from "@/components/lists/name-member";
import { OpenToForm } from "@/components/lists/open-to-form";
import { RestoreNote } from "@/components/moderation/hidden-notes";
import { ReportForm } from "@/components/moderation/report-form";
import { DecisionForm } from "@/components/moderation/report-list";
import { WarningList } from "@/components/moderation/warning-list";
import { Browsers } from "@/components/settings/browsers";
import { Connections } from "@/components/settings/connections";
import { DeleteAccount } from "@/components/settings/delete-account";
import { Passkeys } from "@/components/settings/passkeys";
import { PasswordForm } from "@/components/settings/password-form";
import { SecondStep } from "@/components/settings/second-step";
import { VotesForm } from "@/components/settings/votes-form";
import { PublicLink } from "@/components/sharing/public-link";
import { UpvoteForm } from "@/components/submissions/preview-line";
import { SendForm, TryAgain } from "@/components/submissions/preview-view";
import { PasteForm, WriteForm } from "@/components/submissions/submit-forms";
import { CreateCollection } from "@/components/teams/create-collection";
import { CreateTeam } from "@/components/teams/create-team";
import { DissolvedTeams } from "@/components/teams/dissolved-teams";
import { EditTeam } from "@/components/teams/edit-team";
import { LeaveTeam } from "@/components/teams/leave-team";
import { Members } from "@/components/teams/members";
import { OwnTeam } from "@/components/teams/own-team";
import { SupportForm, VetoForm } from "@/components/teams/proposals/proposal-row";
import { ProposeForm, ThresholdForm } from "@/components/teams/proposals/propose-form";
import { RestoreForm } from "@/components/trash/restore-form";
import { FirstTeam } from "@/components/welcome/first-team";
import { appRouter } from "@/server/api/root";

const asked = vi.hoisted(() => ({ caller: {} as object }));
vi.mock("@/server/api/rsc", () => {
  const reader = async () => ({ actor: { kind: "anonymous" }, caller: asked.caller });
  return { reader, signedIn: reader };
});
vi.mock("@/app/auth", () => ({ signIn: async () => "/" }));
vi.mock("@/server/auth/oauth/providers", () => ({ configuredProviders: () => [{ id: "github" }] }));
vi.mock("next/headers", () => {
  const unasked = async () => {
    throw new Understood("visitor", {});
  };
  return { cookies: unasked, headers: unasked };
});
vi.mock("next/navigation", () => ({
  redirect: () => {},
  usePathname: () => "/here",
  useRouter: () => ({}),
  useSearchParams: () => new URLSearchParams(),
  unstable_rethrow: (error: unknown) => {
    if (error instanceof Understood) throw error;
  },
}));

/** Thrown instead of doing what a form requests, once its schema has accepted it. */
class Understood extends Error {
  constructor(
    readonly procedure: string,
    readonly input: object,
  ) {
    super(procedure);
  }
}

const procedures = appRouter._def.procedures as Record<string, unknown>;

/** The schema of a procedure's input; undefined if it takes none. */
function schemaOf(procedure: string): z.ZodType | undefined {
  const { _def } = procedures[procedure] as { _def: { inputs: z.ZodType[] } };
  return _def.inputs[0];
}

/** parses each procedure's input, and does nothing else */
asked.caller = new Proxy(
  {},
  {
    get: (_, room: string) =>
      new Proxy(
        {},
        {
          get: (_, name: string) => async (input: object) => {
            const parsed = schemaOf(`${room}.${name}`)?.safeParse(input);
            if (!parsed || parsed.success) throw new Understood(`${room}.${name}`, input);
            throw new TRPCError({ code: "BAD_REQUEST", cause: parsed.error });
          },
        },
      ),
  },
);

const blank: FormState = { values: {}, errors: {} };
const id = randomUUID();
const other = randomUUID();
const now = new Date("2025-03-13T09:00:00Z");
const means = { confirmed: true, password: true, passkey: null, mail: false, providers: [] };
const none: FormAction = async () => blank;

const account = {
  id,
  name: "Ada",
  email: "ada@example.org",
  hue: null,
  role: "reader" as const,
  blockedAt: null,
  createdAt: now,
  lastSeenAt: null,
  sessions: 1,
  twoStep: false,
  only: false,
  me: false,
  goes: {
    papers: 1,
    lists: 1,
    privateNotes: 1,
    notes: 1,
    votes: 1,
    teamsPassedOn: 1,
    teamsDissolved: 1,
  },
};

const aTeam = {
  id,
  slug: "readers",
  name: "Readers",
  description: "",
  updatedAt: now.toISOString(),
  role: "owner" as const,
  members: 2,
};
const member = {
  userId: other,
  name: "Ada",
  hue: null,
  role: "member" as const,
  joinedAt: now,
  me: false,
};
const list = { id, name: "Transformers", description: "", updatedAt: now.toISOString() };
const people = (visibility: "team" | "people") => ({
  list: { id, name: "Transformers" },
  team: { id: other, slug: "readers", name: "Readers" },
  visibility,
  memberRole: "viewer" as const,
  mayManage: true,
  people: [
    {
      userId: other,
      name: "Ada",
      hue: null,
      role: "viewer" as const,
      namedRole: "viewer" as const,
      isMe: false,
      from: "guest" as const,
    },
    {
      userId: id,
      name: "Me",
      hue: null,
      role: "viewer" as const,
      namedRole: "viewer" as const,
      isMe: true,
      from: "guest" as const,
    },
  ],
  others: [{ userId: other, name: "Ben" }],
});
const open = {
  id,
  email: null,
  teamRole: "member" as const,
  listRole: null,
  list: null,
  uses: 0,
  mostUses: 1,
  expires: now,
  inviter: "Ada",
  works: true,
};
const invited = {
  inviter: "Ada",
  team: "Readers",
  list: null,
  teamRole: "member" as const,
  listRole: null,
  refusal: null,
  joined: null,
};
const enrolment = { secret: "ABCDEFGH", size: 1, path: "" };
const secondStep = { available: true, authenticator: true, passkeys: 1, codesLeft: 8 };

function restoring(fields: Record<string, string | number>): ReactElement {
  const props = { restore: none, fields, children: "it" };
  return createElement(RestoreForm, props);
}

interface Case {
  form: ReactElement;
  action: FormAction;
  /** The values typed into it. */
  typed?: Record<string, string>;
  /** The procedures that it calls; `visitor` for an act that needs cookies. */
  calls: string[];
}

const submission = { paperId: 7, title: "A paper" };
const proposal = { id, title: "A paper", iSupport: false, vetoedAt: null };

const CASES: Record<string, Case> = {
  "submit by ids": {
    form: createElement(PasteForm, { shared: "2501.00663", asks: true, action: none }),
    action: submitting.pasteAction,
    calls: ["submissions.paste"],
  },
  "submit by hand": {
    form: createElement(WriteForm, { action: none }),
    action: submitting.writeAction,
    typed: { title: "A paper", abstract: "Text.", authors: "Ada", link: "https://example.org" },
    calls: ["submissions.write"],
  },
  "submit what is previewed": {
    form: createElement(SendForm, {
      preview: { id, day: "2025-03-13", waits: false },
      many: 2,
      isReading: false,
      action: none,
    }),
    action: submitting.sendAction,
    calls: ["submissions.send"],
  },
  "read again what is previewed": {
    form: createElement(TryAgain, { lines: ["10.1000/182", "2501.00663"], action: none }),
    action: submitting.pasteAction,
    calls: ["submissions.paste"],
  },
  "upvote what is previewed": {
    form: createElement(UpvoteForm, { ...submission, voted: false, action: none }),
    action: submitting.upvoteAction,
    calls: ["votes.set"],
  },
  "place a paper in its edition": {
    form: createElement(PlaceForm, {
      paper: { ...submission, place: 2 },
      isLast: false,
      action: none,
    }),
    action: curating.placeAction,
    calls: ["curation.place"],
  },
  "move or remove a paper": {
    form: createElement(PaperForm, { paper: submission, feedDate: "2025-03-13", action: none }),
    action: curating.paperAction,
    typed: { reason: "A reason" },
    calls: ["curation.move", "curation.remove"],
  },
  "restore a removed paper": {
    form: createElement(RestorePaper, { ...submission, action: none }),
    action: curating.restoreAction,
    calls: ["curation.restore"],
  },
  "fetch a day again": {
    form: createElement(FetchForm, { feedDate: "2025-03-13", action: none }),
    action: curating.fetchAction,
    calls: ["curation.fetch"],
  },
  "decide on a submission": {
    form: createElement(WaitingForm, { waiting: { id, title: "A paper" }, action: none }),
    action: curating.decideAction,
    typed: { reason: "A reason" },
    calls: ["curation.accept", "curation.decline"],
  },
  "propose a paper": {
    form: createElement(ProposeForm, { teamId: id, paper: "2501.00663", action: none }),
    action: proposing.proposeAction,
    calls: ["proposals.propose"],
  },
  "support a proposal": {
    form: createElement(SupportForm, { proposal, action: none }),
    action: proposing.supportAction,
    calls: ["proposals.support"],
  },
  "no longer support a proposal": {
    form: createElement(SupportForm, { proposal: { ...proposal, iSupport: true }, action: none }),
    action: proposing.supportAction,
    calls: ["proposals.support"],
  },
  "veto a proposal": {
    form: createElement(VetoForm, { proposal, action: none }),
    action: proposing.vetoAction,
    typed: { reason: "A reason" },
    calls: ["proposals.veto"],
  },
  "lift a veto": {
    form: createElement(VetoForm, { proposal: { ...proposal, vetoedAt: now }, action: none }),
    action: proposing.vetoAction,
    calls: ["proposals.liftVeto"],
  },
  "set how many must agree": {
    form: createElement(ThresholdForm, { teamId: id, threshold: 2, action: none }),
    action: proposing.thresholdAction,
    calls: ["proposals.setThreshold"],
  },
  "create a list": {
    form: createElement(CreateList, { action: none }),
    action: lists.createAction,
    typed: { name: "New" },
    calls: ["lists.create"],
  },
  "create a collection": {
    form: createElement(CreateCollection, { teamId: id, action: none }),
    action: lists.createAction,
    typed: { name: "New" },
    calls: ["lists.create"],
  },
  "edit a list": {
    form: createElement(EditList, {
      list,
      team: null,
      mayArrange: true,
      mayManage: false,
      edit: none,
      remove: none,
    }),
    action: lists.editAction,
    calls: ["lists.edit"],
  },
  "delete a list": {
    form: createElement(DeleteList, { what: "list", list, remove: none }),
    action: lists.removeAction,
    calls: ["lists.remove"],
  },
  "duplicate a list": {
    form: createElement(DuplicateForm, {
      list,
      teams: [{ id, name: "Readers" }],
      isOwn: true,
      action: none,
    }),
    action: copies.duplicateAction,
    calls: ["collections.duplicate"],
  },
  "merge a list": {
    form: createElement(MoveSections, {
      listId: id,
      targets: { teams: [], merge: [{ id: other, name: "Into", team: null }], transfer: [] },
      merge: none,
      transfer: none,
    }),
    action: copies.mergeAction,
    calls: ["collections.merge"],
  },
  "transfer a collection": {
    form: createElement(MoveSections, {
      listId: id,
      targets: { teams: [], merge: [], transfer: [{ id: other, name: "Readers" }] },
      merge: none,
      transfer: none,
    }),
    action: copies.transferAction,
    calls: ["collections.transfer"],
  },
  "leave a list": {
    form: createElement(MembersList, {
      members: { ...people("team"), mayManage: false },
      set: none,
      remove: none,
    }),
    action: sharing.removeMemberAction,
    calls: ["listMembers.remove"],
  },
  "name a member of a list": {
    form: createElement(NameMember, { members: people("team"), action: none }),
    action: sharing.setMemberAction,
    calls: ["listMembers.set"],
  },
  "open a list to a team": {
    form: createElement(OpenToForm, { members: people("people"), isPublic: true, action: none }),
    action: sharing.openToAction,
    calls: ["listMembers.setOpenTo"],
  },
  "share a list by a link": {
    form: createElement(PublicLink, {
      listId: id,
      link: "https://x",
      withNotes: true,
      action: none,
    }),
    action: sharing.linkAction,
    calls: ["sharing.share", "sharing.unshare"],
  },
  "invite a guest": {
    form: createElement(Guests, {
      listId: id,
      open: [],
      isClosed: true,
      invite: none,
      change: none,
    }),
    action: sharing.inviteGuestAction,
    calls: ["invitations.createForList"],
  },
  "restore a paper to a list": {
    form: restoring({ listId: id, paperId: 7 }),
    action: restoreAction,
    calls: ["items.restore"],
  },
  "restore a paper to my list": {
    form: restoring({ listId: id, paperId: 7 }),
    action: libraryTrash.restoreItemAction,
    calls: ["items.restore"],
  },
  "restore a paper to the library": {
    form: restoring({ paperId: 7 }),
    action: libraryTrash.restorePaperAction,
    calls: ["library.setMany"],
  },
  "restore a list": {
    form: restoring({ listId: id }),
    action: libraryTrash.restoreListAction,
    calls: ["lists.restore"],
  },
  "restore a collection": {
    form: restoring({ listId: id }),
    action: restoreCollectionAction,
    calls: ["lists.restore"],
  },
  "create a team": {
    form: createElement(CreateTeam, { action: none, first: true }),
    action: teams.createTeamAction,
    typed: { name: "Readers" },
    calls: ["teams.create"],
  },
  "restore a team": {
    form: createElement(DissolvedTeams, {
      teams: [{ id, slug: "readers", name: "Readers", until: now, dissolvedAt: now }],
      action: none,
    }),
    action: teams.restoreTeamAction,
    calls: ["teams.restore"],
  },
  "edit a team": {
    form: createElement(EditTeam, { team: aTeam, action: none }),
    action: team.editTeamAction.bind(null, "readers"),
    calls: ["teams.edit"],
  },
  "leave a team": {
    form: createElement(LeaveTeam, { team: aTeam, action: none }),
    action: team.leaveAction,
    calls: ["teams.leave"],
  },
  "dissolve a team": {
    form: createElement(OwnTeam, { team: aTeam, others: [], transfer: none, dissolve: none }),
    action: team.dissolveAction,
    calls: ["teams.dissolve"],
  },
  "change members of a team": {
    form: createElement(Members, { team: aTeam, members: [member], owners: 1, action: none }),
    action: members.memberAction,
    calls: ["teams.setRole", "teams.remove"],
  },
  "invite several to a team": {
    form: createElement(InviteByEmail, {
      teamId: id,
      own: "owner",
      collections: [{ id: other, name: "Basics" }],
      action: none,
    }),
    action: members.inviteEachAction,
    typed: { emails: "ada@example.org" },
    calls: ["invitations.createForTeamEach"],
  },
  "invite to a team": {
    form: createElement(InviteByLink, {
      teamId: id,
      own: "owner",
      collections: [{ id: other, name: "Basics" }],
      action: none,
    }),
    action: members.inviteAction,
    calls: ["invitations.createForTeam"],
  },
  "change an invitation": {
    form: createElement(OpenInvitations, { invitations: [open], action: none }),
    action: members.changeInvitationAction,
    calls: ["invitations.resend", "invitations.revoke"],
  },
  "accept an invitation": {
    form: createElement(InvitationView, {
      invitation: invited,
      token: "token",
      hidesVotes: false,
      signedIn: true,
      join: none,
    }),
    action: joinAction.bind(null, "token"),
    calls: ["invitations.accept"],
  },
  "invite to the installation": {
    form: createElement(InvitationForm, { action: none }),
    action: invitations.inviteAction,
    calls: ["invitations.create"],
  },
  "revoke an invitation": {
    form: createElement(Invitations, {
      invitations: [
        {
          id,
          email: null,
          createdAt: now,
          expires: now,
          usedAt: null,
          usedBy: null,
          state: "open",
        },
      ],
      action: none,
    }),
    action: invitations.revokeAction,
    calls: ["invitations.revoke"],
  },
  "the digest": {
    form: createElement(OwnDigest, {
      mine: {
        email: "me@example.org",
        isNew: true,
        isPending: false,
        isOn: false,
        isOthers: false,
        endedFor: null,
        settings: {
          cadence: "weekly",
          weekdays: [5],
          hour: 7,
          zone: "Europe/Berlin",
          length: 10,
          contents: ["edition", "teams"],
        },
        next: null,
        isKept: false,
        isPossible: true,
      },
      collections: [],
      followAction: none,
      saveAction: none,
      endAction: none,
    }),
    action: ownDigest.saveAction,
    calls: ["digest.save"],
  },
  "no digest": {
    form: createElement(EndDigest, { action: none }),
    action: ownDigest.endAction,
    calls: ["digest.end"],
  },
  "follow topics": {
    form: createElement(TopicsForm, { followed: ["agents"], action: none, submit: "Follow" }),
    action: settings.followAction,
    calls: ["follows.setTopics"],
  },
  "follow topics, first": {
    form: createElement(TopicsForm, { followed: ["code"], action: none }),
    action: settings.followAction,
    calls: ["follows.setTopics"],
  },
  "create a first team": {
    form: createElement(FirstTeam, { teams: [], action: none }),
    action: welcome.firstTeamAction,
    typed: { name: "Readers" },
    calls: ["teams.create"],
  },
  "show votes to teams only": {
    form: createElement(VotesForm, { hidesVotes: true, action: none }),
    action: settings.hideVotesAction,
    calls: ["accounts.hideVotes"],
  },
  "delete the account": {
    form: createElement(DeleteAccount, {
      deletionPreview: {
        email: "me@example.org",
        papers: 1,
        lists: 1,
        privateNotes: 1,
        notes: 1,
        votes: 1,
        teams: [{ id, name: "Readers", successors: [{ userId: other, name: "Ada" }] }],
        onlyAdministrator: false,
      },
      means,
      action: none,
    }),
    action: settings.deleteAccountAction,
    typed: { email: "me@example.org" },
    calls: ["accounts.delete"],
  },
  "change somebody's role": {
    form: createElement(RoleForm, { account, means, action: none }),
    action: anAccount.roleAction,
    calls: ["adminAccounts.setRole"],
  },
  "block somebody, or sign them out": {
    form: createElement(AccessForm, { account, action: none }),
    action: anAccount.accessAction,
    calls: ["adminAccounts.setBlocked", "adminAccounts.endSessions"],
  },
  "unblock somebody": {
    form: createElement(AccessForm, { account: { ...account, blockedAt: now }, action: none }),
    action: anAccount.accessAction,
    calls: ["adminAccounts.setBlocked"],
  },
  "run a task now": {
    form: createElement(RunNow, { task: "purge", action: none }),
    action: anAdministrator.runAction,
    calls: ["adminJobs.runNow"],
  },
  "try a failed job again, or delete it": {
    form: createElement(FailedForm, { id: "7", action: none }),
    action: anAdministrator.failedAction,
    calls: ["adminJobs.tryAgain", "adminJobs.discard"],
  },
  "turn a source on": {
    form: createElement(TurnSource, { source: "arxiv", isOn: false, action: none }),
    action: sourceAction,
    calls: ["sources.turn"],
  },
  "add a category of arXiv": {
    form: createElement(AddCategory, { action: none }),
    action: sourceAction,
    typed: { category: "cs.CL" },
    calls: ["sources.addCategory"],
  },
  "remove a category of arXiv": {
    form: createElement(RemoveCategory, { category: "cs.CL", action: none }),
    action: sourceAction,
    calls: ["sources.removeCategory"],
  },
  "make somebody's reset link": {
    form: createElement(ResetLinkForm, { account, means, action: none }),
    action: anAccount.resetLinkAction,
    calls: ["adminAccounts.resetLink"],
  },
  "read a kept message": {
    form: createElement(ConfirmReading, { means, action: none }),
    action: readAction,
    calls: ["confirmation.means"],
  },
  "turn off somebody's second step": {
    form: createElement(SecondStepForm, {
      account: { ...account, twoStep: true },
      means,
      action: none,
    }),
    action: anAccount.secondStepAction,
    calls: ["adminAccounts.turnOffSecondStep"],
  },
  "import a file": {
    form: createElement(ConfirmImport, { papers: 1, means, action: none, onConfirmed() {} }),
    action: confirmAction,
    calls: ["ingest.confirmed"],
  },
  "report a note": {
    form: createElement(ReportForm, {
      note: { id, author: "Ada", body: "A note", exact: null, slug: "2401.00001", title: "A" },
      action: none,
    }),
    action: reportAction,
    typed: { reason: "It is an advertisement." },
    calls: ["moderation.report"],
  },
  "decide on a report": {
    form: createElement(DecisionForm, {
      report: {
        id,
        reason: "It is an advertisement.",
        createdAt: now,
        reporter: { id: other, name: "Ben" },
        author: { id, name: "Ada" },
        note: { id, body: "A note", exact: null, isHidden: false },
        paper: { slug: "2401.00001", title: "A" },
      },
      action: none,
    }),
    action: decideAction,
    typed: { reason: "It was an advertisement." },
    calls: ["moderation.dismiss", "moderation.hide", "moderation.warn"],
  },
  "restore a hidden note": {
    form: createElement(RestoreNote, { id, action: none }),
    action: restoreNoteAction,
    typed: { reason: "It was none." },
    calls: ["moderation.restore"],
  },
  "put a warning away": {
    form: createElement(WarningList, {
      warnings: [
        {
          id,
          reason: "No advertisements, please.",
          createdAt: now,
          about: "note",
          note: { id: other, body: "Buy this", exact: null },
          paper: { slug: "2401.00001", title: "A" },
        },
      ],
      action: none,
    }),
    action: dismissAction,
    calls: ["moderation.dismissWarning"],
  },
  "set up the installation": {
    form: createElement(InstallationForm, {
      settings: { name: "The Daily", signUp: "open", isFixed: false, hidesVotes: false },
      action: none,
    }),
    action: saveAction,
    calls: ["installation.save"],
  },
  "delete somebody's account": {
    form: createElement(DeleteOther, { account, means, action: none }),
    action: anAccount.deleteAction,
    typed: { email: "ada@example.org" },
    calls: ["adminAccounts.delete"],
  },
  "sign browsers out": {
    form: createElement(Browsers, {
      browsers: [
        { id, createdAt: now, lastSeenAt: now, browser: "Firefox", current: false },
        { id: other, createdAt: now, lastSeenAt: now, browser: "Chrome", current: true },
      ],
      action: none,
    }),
    action: security.endSessionAction,
    calls: ["sessions.end", "sessions.endOthers"],
  },
  "remove a passkey": {
    form: createElement(Passkeys, {
      own: {
        passkeys: [
          { id, name: "Phone", rpId: "x", createdAt: now, lastUsedAt: null, usable: true },
        ],
        origin: null,
        reason: "No.",
      },
      means,
      actions: {
        addPasskeyAction: none,
        removePasskeyAction: none,
        registerPasskeyAction: async () => blank,
      },
    }),
    action: security.removePasskeyAction,
    calls: ["passkeys.remove"],
  },
  "set up a second step": {
    form: createElement(SecondStep, {
      status: { ...secondStep, on: false, enrolment },
      means,
      action: none,
    }),
    action: security.secondStepAction,
    typed: { code: "123456" },
    calls: [
      "secondStep.enableAuthenticator",
      "secondStep.cancelAuthenticator",
      "secondStep.requirePasskey",
    ],
  },
  "change the second step": {
    form: createElement(SecondStep, {
      status: { ...secondStep, on: true, enrolment: null },
      means,
      action: none,
    }),
    action: security.secondStepAction,
    calls: ["secondStep.startAuthenticator", "secondStep.renewRecoveryCodes", "secondStep.turnOff"],
  },
  "disconnect a provider": {
    form: createElement(Connections, {
      providers: [{ id: "github", name: "GitHub" }],
      connected: ["github"],
      refusal: undefined,
      means,
      actions: { connectAction: none, disconnectAction: none },
    }),
    action: security.disconnectAction,
    calls: ["identities.disconnect"],
  },
  "connect a provider": {
    form: createElement(Connections, {
      providers: [{ id: "github", name: "GitHub" }],
      connected: [],
      refusal: undefined,
      means,
      actions: { connectAction: none, disconnectAction: none },
    }),
    action: security.connectAction,
    calls: ["visitor"],
  },
  "change the password": {
    form: createElement(PasswordForm, { hasPassword: true, means, action: none }),
    action: security.changePasswordAction,
    typed: { password: "correct horse battery" },
    calls: ["visitor"],
  },
  "sign in": {
    form: createElement(SignInForm, { action: none, links: "sent" }),
    action: signInAction.bind(null, "/"),
    typed: { email: "me@example.org", password: "x" },
    calls: ["visitor"],
  },
  "sign in by a provider": {
    form: createElement(ProviderButtons, {
      providers: [{ id: "github", name: "GitHub" }],
      action: none,
    }),
    action: startProvider.bind(null, "/", "token"),
    calls: ["visitor"],
  },
  "take the second step": {
    form: createElement(VerifyForm, { action: none }),
    action: verifyAction.bind(null, "/"),
    typed: { code: "123456" },
    calls: ["visitor"],
  },
  "sign up": {
    form: createElement(SignUpForm, { action: none, email: null, hidesVotes: false }),
    action: signUpAction.bind(null, { callbackUrl: "/" }),
    typed: { name: "Ada", email: "me@example.org", password: "correct horse battery" },
    calls: ["visitor"],
  },
};

/**
 * Input that a form leaves out on purpose: another form of the same procedure, or a call, sends it.
 */
const LEFT_OUT: Record<string, string[]> = {
  "teams.create": ["description", "slug"],
  "lists.create": ["description", "paperId", "teamId"],
  "collections.duplicate": ["description"],
  "library.setMany": ["status", "favorite", "addTags", "removeTags"],
};

type Pair = [name: string, value: string];

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&quot;", '"');

/** A page's forms as a browser without scripts sends them: once per button. */
function sendings(html: string, typed: Record<string, string>): Pair[][] {
  return [...html.matchAll(/<form\b.*?<\/form>/gs)].flatMap(([form]) => {
    const fields: Pair[] = [];
    const buttons: Pair[][] = [];
    const controls = /<(input|button|textarea|select)\b[^>]*>(?:(.*?)<\/\1>)?/gs;
    for (const [control, kind, content = ""] of form.matchAll(controls)) {
      const name = attribute(control.slice(0, control.indexOf(">") + 1), "name");
      const type = attribute(control, "type");
      const value = attribute(control, "value");
      if (kind === "button") {
        if (type === "submit") buttons.push(name ? [[name, value ?? ""]] : []);
      } else if (!name) {
        throw new Error(`A field without a name: ${control}`);
      } else if (kind === "select") {
        const [first = ""] = content.match(/<option[^>]*>/) ?? [];
        fields.push([name, attribute(first, "value") ?? ""]);
      } else if (kind === "textarea") {
        fields.push([name, typed[name] ?? content]);
      } else if (!/checkbox|radio/.test(type ?? "") || /\schecked/.test(control)) {
        fields.push([name, typed[name] ?? value ?? ""]);
      }
    }
    return buttons.map((button) => [...fields, ...button]);
  });
}

/** Sends a form, and returns the procedure that accepted it, or the refusal. */
async function send(action: FormAction, pairs: Pair[]): Promise<Understood | FormState> {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  try {
    return await action(blank, form);
  } catch (error) {
    if (error instanceof Understood) return error;
    throw error;
  }
}

describe("a form sends everything that its procedure accepts:", () => {
  it.each(Object.entries(CASES))("%s", async (_, { form, action, typed = {}, calls }) => {
    const sent = sendings(renderToStaticMarkup(form), typed);
    expect(sent.length).toBeGreaterThan(0);
    // as if every field had been changed
    const changed = sent.map((pairs) => pairs.filter(([name]) => !name.startsWith("shown.")));
    const understood = await Promise.all(changed.map((pairs) => send(action, pairs)));
    const given: Record<string, Set<string>> = {};
    for (const each of understood) {
      if (!(each instanceof Understood)) throw new Error(`refused: ${JSON.stringify(each)}`);
      const keys = Object.keys(each.input);
      given[each.procedure] = new Set([...(given[each.procedure] ?? []), ...keys]);
    }
    expect(Object.keys(given).sort()).toEqual(calls.toSorted());
    for (const [procedure, keys] of Object.entries(given)) {
      const schema = procedure === "visitor" ? undefined : schemaOf(procedure);
      if (!(schema instanceof z.ZodObject)) continue;
      const missing = Object.keys(schema.shape).filter((key) => !keys.has(key));
      const leftOut = LEFT_OUT[procedure] ?? [];
      expect(missing.filter((key) => !leftOut.includes(key))).toEqual([]);
    }
  });
});

describe("a form in which several people may change one thing", () => {
  it.each<[string, ReactElement | undefined, FormAction, Record<string, string>, object]>([
    [
      "leaves out the settings of the installation that nobody touched",
      CASES["set up the installation"]?.form,
      saveAction,
      { name: "The Weekly" },
      { name: "The Weekly" },
    ],
    [
      "leaves out who sees a collection, if only the members' role was changed",
      CASES["open a list to a team"]?.form,
      sharing.openToAction,
      { memberRole: "editor" },
      { listId: id, memberRole: "editor" },
    ],
  ])("%s", async (_, form, action, typed, input) => {
    const [sent = []] = sendings(renderToStaticMarkup(form), {});
    const changed = sent.map(([name, value]): Pair => [name, typed[name] ?? value]);
    expect(((await send(action, changed)) as Understood).input).toEqual(input);
  });

  it("sends an unchecked box, if it was checked", async () => {
    const sent: Pair[] = [
      ["shown.hidesVotes", "on"],
      ["shown.name", "The Daily"],
      ["name", "The Daily"],
    ];
    expect(((await send(saveAction, sent)) as Understood).input).toEqual({ hidesVotes: false });
  });

  it("says what was saved only where it was, and takes it over where nothing was typed", () => {
    const shown = { name: "Lab", slug: "lab", description: "" };
    const state: FormState = {
      errors: {},
      values: {
        ...Object.fromEntries(Object.entries(shown).map(([name, text]) => [`shown.${name}`, text])),
        name: "Laboratory",
        slug: "laboratory",
        description: "",
      },
      now: { name: "Lab of Ada", slug: "lab", description: "We meet\non Mondays." },
    };
    const html = renderToStaticMarkup(
      createElement(
        Answer,
        { value: { state, pending: false } },
        createElement(Shown, { key: 1, texts: shown }),
        createElement(Field, { key: 2, name: "name", label: "Name" }),
        createElement(Field, { key: 3, name: "slug", label: "Address" }),
        createElement(TextArea, { key: 4, name: "description", label: "Description" }),
      ),
    );
    expect(html.match(/Saved in the meantime: <q[^>]*>([^<]*)/g)).toHaveLength(1);
    expect(html).toContain(">Lab of Ada</q>");
    expect(html).toContain('value="laboratory"');
    expect(html).not.toContain("Cleared in the meantime");
    expect(html).toContain("We meet\non Mondays.</textarea>");
    // saved again, only what is changed from that replaces it
    expect(html).toContain('name="shown.name" value="Lab of Ada"');
  });
});

describe("a form's errors are shown all at once, along with what was typed:", () => {
  it.each<[string, FormAction, Record<string, string>, string[]]>([
    [
      "sign up",
      signUpAction.bind(null, { callbackUrl: "/" }),
      { name: " ", email: "nowhere", password: "short" },
      ["email", "name", "password"],
    ],
    [
      "create a team",
      teams.createTeamAction,
      { id, name: "", slug: "No!", description: "x".repeat(3_000) },
      ["description", "name", "slug"],
    ],
    [
      "invite to a team",
      members.inviteAction,
      { teamId: id, email: "nowhere", role: "member", mostUses: "0", days: "90", listId: "" },
      ["days", "email", "mostUses"],
    ],
    [
      "delete the account",
      settings.deleteAccountAction,
      { email: "me@example.org", [`successors.${id}`]: "nobody" },
      [`successors.${id}`],
    ],
  ])("%s", async (_, action, typed, faults) => {
    const answer = await send(action, Object.entries(typed));
    expect(answer).not.toBeInstanceOf(Understood);
    const { errors, values, refusal } = answer as FormState;
    expect(Object.keys(errors).sort()).toEqual(faults);
    expect(refusal).toBeUndefined();
    const { password: _password, ...kept } = typed;
    expect(values).toEqual(kept);
  });

  it("what no field of the form can show is a refusal", async () => {
    const answer = await send(teams.restoreTeamAction, []);
    expect(answer).toMatchObject({ refusal: expect.stringContaining("not complete") });
    const act = await send(members.memberAction, [["act", "constructor"]]);
    expect(act).toMatchObject({ refusal: "Please choose what to do." });
  });
});
