import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { NextRequest } from "next/server";
import { beforeAll, expect, it, vi } from "vitest";
import * as anAccount from "@/app/admin/accounts/[id]/actions";
import * as anAdministrator from "@/app/admin/actions";
import * as curating from "@/app/admin/editions/actions";
import * as importing from "@/app/admin/import/actions";
import * as checkedFile from "@/app/admin/import/check/route";
import * as importedFile from "@/app/admin/import/papers/route";
import * as aMessage from "@/app/admin/mail/[id]/actions";
import * as keptHtml from "@/app/admin/mail/[id]/html/route";
import * as reports from "@/app/admin/reports/actions";
import * as anInstallation from "@/app/admin/settings/actions";
import { sourceAction } from "@/app/admin/sources/actions";
import * as callback from "@/app/api/auth/callback/[provider]/route";
import * as oneClick from "@/app/api/digest/unsubscribe/[token]/route";
import * as health from "@/app/api/health/route";
import * as mailReports from "@/app/api/mail/reports/route";
import * as procedures from "@/app/api/trpc/[trpc]/route";
import * as aDigest from "@/app/digest/actions";
import * as subscribing from "@/app/digest/subscribe/route";
import * as joining from "@/app/join/[token]/actions";
import * as library from "@/app/library/actions";
import * as exportedLibrary from "@/app/library/export/[format]/route";
import * as bin from "@/app/library/trash/actions";
import * as copies from "@/app/lists/[id]/copy/actions";
import * as exported from "@/app/lists/[id]/export/[format]/route";
import * as sharing from "@/app/lists/[id]/members/actions";
import * as trash from "@/app/lists/[id]/trash/actions";
import * as lists from "@/app/lists/actions";
import * as exportedNotes from "@/app/notes/export/[format]/route";
import * as dayPicked from "@/app/papers/date/route";
import * as pictures from "@/app/pictures/[hash]/route";
import * as reporting from "@/app/report/[noteId]/actions";
import * as reset from "@/app/reset-password/actions";
import * as robots from "@/app/robots.txt/route";
import * as settings from "@/app/settings/actions";
import * as ownDigest from "@/app/settings/digest/actions";
import * as digestPreview from "@/app/settings/digest/preview/route";
import * as invitations from "@/app/settings/invitations/actions";
import * as security from "@/app/settings/security/actions";
import * as exportedShared from "@/app/shared/[token]/export/[format]/route";
import * as signIn from "@/app/sign-in/actions";
import * as provider from "@/app/sign-in/provider-action";
import * as verify from "@/app/sign-in/verify/actions";
import * as signOut from "@/app/sign-out/route";
import * as signUp from "@/app/sign-up/actions";
import * as confirm from "@/app/sign-up/confirm/route";
import * as sitemapPart from "@/app/sitemap/[part]/route";
import * as sitemap from "@/app/sitemap.xml/route";
import * as submitting from "@/app/submit/actions";
import * as teamDayPicked from "@/app/teams/[slug]/date/route";
import * as members from "@/app/teams/[slug]/members/actions";
import * as proposing from "@/app/teams/[slug]/proposals/actions";
import * as aTeam from "@/app/teams/[slug]/settings/actions";
import * as teamTrash from "@/app/teams/[slug]/trash/actions";
import * as teams from "@/app/teams/actions";
import * as warnings from "@/app/warnings/actions";
import * as welcome from "@/app/welcome/actions";
import type { FormState } from "@/components/forms/form-state";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { startSession } from "@/server/auth/sessions/mutations";
import { appDatabase } from "@/server/platform/database";
import { makeUser } from "../support/factories";
import { answerOf, expectedIn, LEGEND, leaksTo, table } from "../support/matrix";
import { type Person, people } from "../support/people";
import { forgetWrites } from "../support/rates";
import { rolledBack } from "../support/rolled-back";
import { makeWorld, PASSWORD, SEEN, type World } from "../support/world";

// the sitemap exists only with this setting
process.env.APP_URL = "https://papers.example.org";

// invitations to the installation exist only with this setting
process.env.SIGN_UP = "invite";

// replaces what Next provides to code that answers a request; everything else is real
const request = vi.hoisted(() => ({ jar: new Map<string, string>(), head: new Headers() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => ({ name, value: request.jar.get(name) }),
    set: (name: string, value: string) => request.jar.set(name, value),
    delete: (name: string) => request.jar.delete(name),
  }),
  headers: async () => request.head,
}));
vi.mock("next/cache", () => ({ refresh: () => {}, revalidatePath: () => {} }));

const app = path.resolve(import.meta.dirname, "../../app");

const sources = readdirSync(app, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(app, file), "utf8") }));

/** Each call comes from a new visitor, so that none is rate-limited by another. */
let visitors = 0;
const newVisitor = () => {
  visitors++;
  request.jar.clear();
  request.head.set("x-client-address", `10.0.${visitors >> 8}.${visitors & 255}`);
};

/** The cookie of a new session. */
const cookieOf = (userId: string, confirmed = false) =>
  startSession(appDatabase(), { userId, userAgent: null, now: new Date(), confirmed });

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const blank: FormState = { values: {}, errors: {} };
const account = { email: "nobody@example.org", password: "correct horse battery" };

type Answer = FormState | undefined;

const ACTIONS: Record<string, (world: World) => Promise<Answer>> = {
  "admin failedAction discard": ({ failedJob }) =>
    anAdministrator.failedAction(blank, form({ act: "discard", id: failedJob })),
  "admin failedAction tryAgain": ({ failedJob }) =>
    anAdministrator.failedAction(blank, form({ act: "tryAgain", id: failedJob })),
  "admin runAction": () => anAdministrator.runAction(blank, form({ name: "purge" })),
  "admin/accounts/[id] accessAction block": ({ host }) =>
    anAccount.accessAction(blank, form({ act: "block", userId: host })),
  "admin/accounts/[id] accessAction endSessions": ({ host }) =>
    anAccount.accessAction(blank, form({ act: "endSessions", userId: host })),
  "admin/accounts/[id] deleteAction": ({ someone }) =>
    anAccount.deleteAction(
      blank,
      confirmed({ userId: someone, email: `someone-${someone}@example.org` }),
    ),
  "admin/accounts/[id] resetLinkAction": ({ host }) =>
    anAccount.resetLinkAction(blank, confirmed({ userId: host })),
  "admin/accounts/[id] roleAction": ({ host }) =>
    anAccount.roleAction(blank, confirmed({ userId: host, role: "administrator" })),
  "admin/accounts/[id] secondStepAction": ({ host }) =>
    anAccount.secondStepAction(blank, confirmed({ userId: host })),
  "admin/editions decideAction accept": ({ waiting }) =>
    curating.decideAction(blank, form({ act: "accept", id: waiting, reason: "" })),
  "admin/editions decideAction decline": ({ waiting }) =>
    curating.decideAction(blank, form({ act: "decline", id: waiting, reason: "A reason" })),
  "admin/editions fetchAction": ({ feedDate }) => curating.fetchAction(blank, form({ feedDate })),
  "admin/editions paperAction move": ({ paperId, feedDate }) =>
    curating.paperAction(
      blank,
      form({ act: "move", paperId: String(paperId), feedDate, reason: "" }),
    ),
  "admin/editions paperAction remove": ({ paperId, feedDate }) =>
    curating.paperAction(
      blank,
      form({ act: "remove", paperId: String(paperId), feedDate, reason: "A reason" }),
    ),
  "admin/editions placeAction": ({ paperId }) =>
    curating.placeAction(blank, form({ paperId: String(paperId), to: "top" })),
  "admin/editions restoreAction": ({ addedPaper }) =>
    curating.restoreAction(blank, form({ paperId: String(addedPaper) })),
  "admin/import confirmAction": () => importing.confirmAction(blank, confirmed({})),
  "admin/mail/[id] readAction": () => aMessage.readAction(blank, confirmed({})),
  "admin/reports decideAction hide": ({ report }) =>
    reports.decideAction(blank, form({ act: "hide", reportId: report, reason: "A reason" })),
  "admin/reports decideAction warn": ({ report }) =>
    reports.decideAction(blank, form({ act: "warn", reportId: report, reason: "A reason" })),
  "admin/reports decideAction dismiss": ({ report }) =>
    reports.decideAction(blank, form({ act: "dismiss", reportId: report, reason: "" })),
  "admin/reports restoreAction": ({ hiddenNote }) =>
    reports.restoreAction(blank, form({ noteId: hiddenNote, reason: "A reason" })),
  "admin/settings saveAction": () => anInstallation.saveAction(blank, form({ name: "The Daily" })),
  "admin/sources sourceAction add": () =>
    sourceAction(blank, form({ act: "add", category: "cs.CL" })),
  "admin/sources sourceAction remove": () =>
    sourceAction(blank, form({ act: "remove", category: "cs.CL" })),
  "admin/sources sourceAction turn": () =>
    sourceAction(blank, form({ act: "turn", source: "hugging-face", on: "on" })),
  "digest confirmAction": () => aDigest.confirmAction("none", blank, form({})),
  "digest settingsAction": () => aDigest.settingsAction("none", blank, form(digestFields)),
  "digest unsubscribeAction": () => aDigest.unsubscribeAction("none", blank, form({})),
  "join/[token] joinAction": ({ invited }) => joining.joinAction(invited, blank, form({})),
  "library renameTagAction": () =>
    library.renameTagAction(blank, form({ tag: "none", to: "other" })),
  "library/trash restoreItemAction": ({ collection, binnedPaper }) =>
    bin.restoreItemAction(blank, form({ listId: collection, paperId: String(binnedPaper) })),
  "library/trash restoreListAction list": ({ deletedList }) =>
    bin.restoreListAction(blank, form({ listId: deletedList })),
  "library/trash restoreListAction collection": ({ deletedCollection }) =>
    bin.restoreListAction(blank, form({ listId: deletedCollection })),
  "library/trash restorePaperAction": ({ binnedPaper }) =>
    bin.restorePaperAction(blank, form({ paperId: String(binnedPaper) })),
  "lists createAction": () => lists.createAction(blank, form({ id: randomUUID(), name: "Mine" })),
  "lists editAction list": ({ list }) => lists.editAction(blank, edited(list)),
  "lists editAction collection": ({ collection }) => lists.editAction(blank, edited(collection)),
  "lists editAction mine": ({ mine }) => lists.editAction(blank, edited(mine.list)),
  "lists followAction": ({ collection }) =>
    lists.followAction(blank, form({ listId: collection, on: "on" })),
  "lists removeAction list": ({ list }) => removed(list),
  "lists removeAction collection": ({ collection }) => removed(collection),
  "lists removeAction mine": ({ mine }) => removed(mine.list),
  "lists/[id]/copy duplicateAction list": ({ list }) => copies.duplicateAction(blank, copy(list)),
  "lists/[id]/copy duplicateAction collection": ({ collection }) =>
    copies.duplicateAction(blank, copy(collection)),
  "lists/[id]/copy duplicateAction mine into the team": ({ mine, team }) =>
    copies.duplicateAction(blank, copy(mine.list, team.id)),
  "lists/[id]/copy transferAction": ({ collection, mine }) =>
    copies.transferAction(blank, form({ listId: collection, teamId: mine.team.id })),
  "lists/[id]/copy mergeAction": ({ collection, mine }) =>
    copies.mergeAction(blank, form({ from: mine.collection, into: collection })),
  "lists/[id]/members inviteGuestAction": ({ collection }) =>
    sharing.inviteGuestAction(
      blank,
      form({ listId: collection, email: "", role: "manager", mostUses: "1", days: "7" }),
    ),
  "lists/[id]/members openToAction": ({ collection }) =>
    sharing.openToAction(
      blank,
      form({ listId: collection, visibility: "team", memberRole: "manager" }),
    ),
  "lists/[id]/members removeMemberAction": ({ collection, someone }) =>
    sharing.removeMemberAction(blank, form({ act: "remove", listId: collection, userId: someone })),
  "lists/[id]/members removeMemberAction restore": ({ collection, departed }) =>
    sharing.removeMemberAction(
      blank,
      form({ act: "restore", listId: collection, userId: departed }),
    ),
  "lists/[id]/members setMemberAction": ({ collection, someone }) =>
    sharing.setMemberAction(blank, form({ listId: collection, userId: someone, role: "manager" })),
  "lists/[id]/members linkAction list": ({ list }) =>
    sharing.linkAction(blank, form({ act: "make", listId: list })),
  "lists/[id]/members linkAction collection": ({ collection }) =>
    sharing.linkAction(blank, form({ act: "make", listId: collection, withNotes: "yes" })),
  "lists/[id]/members linkAction revoke": ({ collection }) =>
    sharing.linkAction(blank, form({ act: "revoke", listId: collection })),
  "lists/[id]/trash restoreAction": ({ collection, binnedPaper }) =>
    trash.restoreAction(blank, form({ listId: collection, paperId: String(binnedPaper) })),
  "report/[noteId] reportAction open": ({ notes }) =>
    reporting.reportAction(
      blank,
      form({ noteId: notes.open, about: "note", reason: "What is wrong" }),
    ),
  "report/[noteId] reportAction private": ({ notes }) =>
    reporting.reportAction(
      blank,
      form({ noteId: notes.private, about: "note", reason: "What is wrong" }),
    ),
  "reset-password requestResetAction": () =>
    reset.requestResetAction(blank, form({ email: `${randomUUID()}@example.org` })),
  "reset-password resetPasswordAction": () =>
    reset.resetPasswordAction("no such token", blank, form({ password: account.password })),
  "settings deleteAccountAction": ({ team, me, user }) =>
    settings.deleteAccountAction(
      blank,
      confirmed({ email: user?.email ?? "", [`successors.${team.id}`]: me }),
    ),
  "settings followAction": () => settings.followAction(blank, form({ "topics.agents": "on" })),
  "settings hideVotesAction": () => settings.hideVotesAction(blank, form({ hidesVotes: "on" })),
  "settings renameAction": () => settings.renameAction(blank, form({ name: "Renamed" })),
  "settings/digest endAction": () => ownDigest.endAction(blank, form({})),
  "settings/digest saveAction": () =>
    ownDigest.saveAction(blank, form({ ...digestFields, "contents.edition": "on" })),
  "settings/invitations inviteAction": () => invitations.inviteAction(blank, form({ email: "" })),
  "settings/invitations revokeAction": () =>
    invitations.revokeAction(blank, form({ id: randomUUID() })),
  "settings/security addPasskeyAction": () => security.addPasskeyAction(blank, confirmed({})),
  "settings/security changePasswordAction": () =>
    security.changePasswordAction(blank, confirmed({ password: account.password })),
  "settings/security connectAction": () =>
    security.connectAction(blank, confirmed({ provider: "none" })),
  "settings/security disconnectAction": () =>
    security.disconnectAction(blank, confirmed({ provider: "github" })),
  "settings/security endSessionAction mine": ({ mySession }) =>
    security.endSessionAction(blank, form({ act: "end", id: mySession })),
  "settings/security endSessionAction the host's": ({ session }) =>
    security.endSessionAction(blank, form({ act: "end", id: session })),
  "settings/security registerPasskeyAction": () => security.registerPasskeyAction({}),
  "settings/security removePasskeyAction mine": ({ myPasskey }) =>
    security.removePasskeyAction(blank, confirmed({ id: myPasskey })),
  "settings/security removePasskeyAction the host's": ({ passkey }) =>
    security.removePasskeyAction(blank, confirmed({ id: passkey })),
  "settings/security secondStepAction": () =>
    security.secondStepAction(blank, confirmed({ act: "start" })),
  "sign-in passkeySignInAction": () => signIn.passkeySignInAction("/", {}),
  "sign-in signInAction": () =>
    signIn.signInAction("/", blank, form({ ...account, act: "password" })),
  "sign-in startProvider": () =>
    provider.startProvider("/", undefined, blank, form({ provider: "none" })),
  "sign-in/verify passkeyVerifyAction": () => verify.passkeyVerifyAction("/", {}),
  "sign-in/verify verifyAction": () => verify.verifyAction("/", blank, form({ code: "123456" })),
  "sign-up signUpAction": () =>
    signUp.signUpAction(
      { callbackUrl: "/" },
      blank,
      form({ name: "New", email: `${randomUUID()}@example.org`, password: account.password }),
    ),
  "submit pasteAction": () => submitting.pasteAction(blank, form({ papers: "2501.00663" })),
  "submit sendAction mine": ({ myDraft }) => submitting.sendAction(blank, form({ id: myDraft })),
  "submit sendAction the host's": ({ draft }) => submitting.sendAction(blank, form({ id: draft })),
  "submit upvoteAction": ({ paperId }) =>
    submitting.upvoteAction(blank, form({ paperId: String(paperId) })),
  "submit writeAction": () =>
    submitting.writeAction(
      blank,
      form({ title: "Written", abstract: "Text.", authors: "", link: "" }),
    ),
  "teams createTeamAction": ({ me }) =>
    teams.createTeamAction(blank, form({ id: randomUUID(), name: `Team ${me}`, slug: "" })),
  "teams restoreTeamAction": ({ dissolvedTeam }) =>
    teams.restoreTeamAction(blank, form({ teamId: dissolvedTeam })),
  "teams/[slug]/members changeInvitationAction resend": ({ invitation }) =>
    members.changeInvitationAction(blank, form({ act: "resend", id: invitation })),
  "teams/[slug]/members changeInvitationAction revoke": ({ invitation }) =>
    members.changeInvitationAction(blank, form({ act: "revoke", id: invitation })),
  "teams/[slug]/members inviteAction": ({ team }) =>
    members.inviteAction(blank, form({ teamId: team.id, email: "", role: "admin" })),
  "teams/[slug]/members inviteEachAction": ({ team }) =>
    members.inviteEachAction(
      blank,
      form({ teamId: team.id, emails: `${randomUUID()}@example.org`, role: "admin" }),
    ),
  "teams/[slug]/members memberAction admin": ({ team, someone }) =>
    members.memberAction(
      blank,
      form({ act: "setRole", teamId: team.id, userId: someone, role: "admin" }),
    ),
  "teams/[slug]/members memberAction owner": ({ team, me }) =>
    members.memberAction(
      blank,
      form({ act: "setRole", teamId: team.id, userId: me, role: "owner" }),
    ),
  "teams/[slug]/members memberAction remove": ({ team, someone }) =>
    members.memberAction(blank, form({ act: "remove", teamId: team.id, userId: someone })),
  "teams/[slug]/members memberAction restore": ({ team, departed }) =>
    members.memberAction(blank, form({ act: "restore", teamId: team.id, userId: departed })),
  "teams/[slug]/proposals proposeAction": ({ team, slug }) =>
    proposing.proposeAction(blank, form({ teamId: team.id, paper: slug })),
  "teams/[slug]/proposals supportAction": ({ proposal }) =>
    proposing.supportAction(blank, form({ act: "support", id: proposal })),
  "teams/[slug]/proposals thresholdAction": ({ team }) =>
    proposing.thresholdAction(blank, form({ teamId: team.id, threshold: "3" })),
  "teams/[slug]/proposals vetoAction lift": ({ vetoed }) =>
    proposing.vetoAction(blank, form({ act: "lift", id: vetoed })),
  "teams/[slug]/proposals vetoAction veto": ({ proposal }) =>
    proposing.vetoAction(blank, form({ act: "veto", id: proposal, reason: "A reason" })),
  "teams/[slug]/settings dissolveAction": ({ team }) =>
    aTeam.dissolveAction(blank, form({ teamId: team.id })),
  "teams/[slug]/settings editTeamAction": ({ team }) =>
    aTeam.editTeamAction(
      team.slug,
      blank,
      form({ teamId: team.id, name: "A", slug: team.slug, description: "", updatedAt: SEEN }),
    ),
  "teams/[slug]/settings leaveAction": ({ team }) =>
    aTeam.leaveAction(blank, form({ teamId: team.id })),
  "teams/[slug]/settings transferAction": ({ team, someone }) =>
    aTeam.transferAction(blank, form({ teamId: team.id, userId: someone })),
  "teams/[slug]/trash restoreCollectionAction": ({ deletedCollection }) =>
    teamTrash.restoreCollectionAction(blank, form({ listId: deletedCollection })),
  "welcome firstTeamAction": () =>
    welcome.firstTeamAction(blank, form({ id: randomUUID(), name: "First" })),
  "warnings dismissAction": () => warnings.dismissAction(blank, form({ id: randomUUID() })),
};

const digestFields = {
  cadence: "daily",
  "weekdays.1": "on",
  weekday: "1",
  hour: "7",
  zone: "UTC",
  length: "10",
};

/** A form that requires confirmation, sent with the reader's password. */
const confirmed = (fields: Record<string, string>) => form({ ...fields, passwordNow: PASSWORD });

const edited = (listId: string) =>
  form({ listId, name: "Renamed", description: "", updatedAt: SEEN });

const copy = (from: string, teamId = "") =>
  form({ id: randomUUID(), name: "A copy", from, teamId });

const removed = (listId: string) => lists.removeAction(blank, form({ listId }));

/** A request with the actor's cookies. */
const asked = (url: string, init?: { method: string; body?: string }) =>
  new NextRequest(`http://localhost${url}`, {
    ...init,
    headers: {
      cookie: [...request.jar].map(([name, value]) => `${name}=${value}`).join("; "),
      "content-type": "application/json",
    },
  });

/** A file of papers, sent with the actor's cookies. */
const sentFile = (step: string) =>
  asked(`/admin/import/${step}?source=Elsewhere`, {
    method: "POST",
    body: JSON.stringify({ title: "Of a file", abstract: "Text." }),
  });

const to = <T>(params: T) => ({ params: Promise.resolve(params) });
const noProvider = to({ provider: "none" });

const HANDLERS: Record<string, (world: World) => Promise<Response> | Response> = {
  "admin/import/check POST": () => checkedFile.POST(sentFile("check")),
  "admin/import/papers POST": async ({ user, me }) => {
    if (user) request.jar.set(sessionCookieName(), (await cookieOf(me, true)).token);
    return importedFile.POST(sentFile("papers"));
  },
  "api/auth/callback/[provider] GET": () => callback.GET(asked("/x"), noProvider),
  "api/auth/callback/[provider] POST": () =>
    callback.POST(asked("/x", { method: "POST" }), noProvider),
  "admin/mail/[id]/html GET": () => keptHtml.GET(asked("/x"), to({ id: randomUUID() })),
  "api/digest/unsubscribe/[token] GET": () => oneClick.GET(asked("/x"), to({ token: "none" })),
  "api/digest/unsubscribe/[token] POST": () =>
    oneClick.POST(asked("/x", { method: "POST" }), to({ token: "none" })),
  "api/mail/reports POST": () => mailReports.POST(asked("/x", { method: "POST", body: "{}" })),
  "digest/subscribe POST": () =>
    subscribing.POST(
      new Request("http://localhost/", {
        method: "POST",
        body: form({ email: `${randomUUID()}@example.org`, zone: "UTC" }),
      }),
    ),
  "settings/digest/preview GET": () => digestPreview.GET(),
  "api/health GET": () => health.GET(),
  "api/trpc/[trpc] GET": () => procedures.GET(asked("/api/trpc/lists.all")),
  "api/trpc/[trpc] POST": ({ list }) =>
    procedures.POST(
      asked("/api/trpc/lists.remove", { method: "POST", body: JSON.stringify({ listId: list }) }),
    ),
  "pictures/[hash] GET": () => pictures.GET(asked("/x"), to({ hash: "0".repeat(64) })),
  "library/export/[format] GET": () => exportedLibrary.GET(asked("/x"), to({ format: "json" })),
  "library/export/[format] GET list": ({ list }) =>
    exportedLibrary.GET(asked(`/x?list=${list}`), to({ format: "csv" })),
  "library/export/[format] GET collection": ({ collection }) =>
    exportedLibrary.GET(asked(`/x?list=${collection}`), to({ format: "md" })),
  "lists/[id]/export/[format] GET list": ({ list }) =>
    exported.GET(asked("/x"), to({ id: list, format: "json" })),
  "lists/[id]/export/[format] GET collection": ({ collection }) =>
    exported.GET(asked("/x"), to({ id: collection, format: "md" })),
  "lists/[id]/export/[format] GET mine": ({ mine }) =>
    exported.GET(asked("/x"), to({ id: mine.collection, format: "csv" })),
  "notes/export/[format] GET": () => exportedNotes.GET(asked("/x"), to({ format: "json" })),
  "notes/export/[format] GET collection": ({ collection }) =>
    exportedNotes.GET(asked(`/x?audience=list:${collection}`), to({ format: "md" })),
  "papers/date GET": () => dayPicked.GET(asked("/papers/date?day=2025-03-13")),
  "robots.txt GET": () => robots.GET(),
  "shared/[token]/export/[format] GET": ({ link }) =>
    exportedShared.GET(asked("/x"), to({ token: link, format: "json" })),
  "sign-out POST": () => signOut.POST(asked("/sign-out", { method: "POST" })),
  "sign-up/confirm POST": () =>
    confirm.POST(
      new Request("http://localhost/", { method: "POST", body: form({ token: "no such token" }) }),
    ),
  "sitemap.xml GET": () => sitemap.GET(asked("/sitemap.xml")),
  "sitemap/[part] GET": () => sitemapPart.GET(asked("/sitemap/1.xml"), to({ part: "1.xml" })),
  "teams/[slug]/date GET": ({ team }) =>
    teamDayPicked.GET(asked("/x?day=2025-03-13"), to({ slug: team.slug })),
};

/** Who may use what. `tests/support/people.ts` and `matrix.ts` explain columns and cells. */
const TABLE = `
                                                    anon  stran view  comm  contr edit  manag membr admin owner remov pendg guest link  curat inst
admin/import/check POST                             401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/import/papers POST                            401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
api/auth/callback/[provider] GET                    404   404   404   404   404   404   404   404   404   404   404   404   404   404   404   404
api/auth/callback/[provider] POST                   no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
admin/mail/[id]/html GET                            401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
api/digest/unsubscribe/[token] GET                  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
api/digest/unsubscribe/[token] POST                 404   404   404   404   404   404   404   404   404   404   404   404   404   404   404   404
api/mail/reports POST                               404   404   404   404   404   404   404   404   404   404   404   404   404   404   404   404
digest/subscribe POST                               ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
settings/digest/preview GET                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
api/health GET                                      ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
api/trpc/[trpc] GET                                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
api/trpc/[trpc] POST                                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
pictures/[hash] GET                                 404   404   404   404   404   404   404   404   404   404   404   404   404   404   404   404
library/export/[format] GET                         401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library/export/[format] GET list                    401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
library/export/[format] GET collection              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
lists/[id]/export/[format] GET list                 401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists/[id]/export/[format] GET collection           401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
lists/[id]/export/[format] GET mine                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
notes/export/[format] GET                           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
notes/export/[format] GET collection                401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
papers/date GET                                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
robots.txt GET                                      ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
shared/[token]/export/[format] GET                  404   404   404   404   404   404   404   404   404   404   404   404   404   ok    404   404
sign-out POST                                       ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
sign-up/confirm POST                                ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
sitemap.xml GET                                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
sitemap/[part] GET                                  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
teams/[slug]/date GET                               ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
admin failedAction discard                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin failedAction tryAgain                         401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin runAction                                     401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/accounts/[id] accessAction block              401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/accounts/[id] accessAction endSessions        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/accounts/[id] deleteAction                    401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/accounts/[id] resetLinkAction                 401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/accounts/[id] roleAction                      401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/accounts/[id] secondStepAction                401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/editions decideAction accept                  401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
admin/editions decideAction decline                 401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
admin/editions fetchAction                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   no    no
admin/editions paperAction move                     401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
admin/editions paperAction remove                   401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
admin/editions placeAction                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
admin/editions restoreAction                        401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok    ok
admin/import confirmAction                          401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/mail/[id] readAction                          401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
admin/reports decideAction hide                     401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/reports decideAction warn                     401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/reports decideAction dismiss                  401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/reports restoreAction                         401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/settings saveAction                           401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/sources sourceAction add                      401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/sources sourceAction remove                   401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
admin/sources sourceAction turn                     401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
digest confirmAction                                no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
digest settingsAction                               no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
digest unsubscribeAction                            no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
join/[token] joinAction                             401   404   404   404   404   404   404   404   404   404   404   ok    404   401   404   404
library renameTagAction                             401   no    no    no    no    no    no    no    no    no    no    no    no    401   no    no
library/trash restoreItemAction                     401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
library/trash restoreListAction list                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
library/trash restoreListAction collection          401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
library/trash restorePaperAction                    401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
lists createAction                                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
lists editAction list                               401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists editAction collection                         401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
lists editAction mine                               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
lists followAction                                  401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
lists removeAction list                             401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists removeAction collection                       401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists removeAction mine                             401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
lists/[id]/copy duplicateAction list                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists/[id]/copy duplicateAction collection          401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404   404
lists/[id]/copy duplicateAction mine into the team  401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
lists/[id]/copy transferAction                      401   404   403   403   403   403   403   403   ok    ok    404   404   403   401   404   404
lists/[id]/copy mergeAction                         401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists/[id]/members inviteGuestAction                401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists/[id]/members openToAction                     401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists/[id]/members removeMemberAction               401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists/[id]/members removeMemberAction restore       401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists/[id]/members setMemberAction                  401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists/[id]/members linkAction list                  401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
lists/[id]/members linkAction collection            401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists/[id]/members linkAction revoke                401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
lists/[id]/trash restoreAction                      401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404   404
report/[noteId] reportAction open                   401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
report/[noteId] reportAction private                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
reset-password requestResetAction                   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
reset-password resetPasswordAction                  no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
settings deleteAccountAction                        401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings followAction                               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings hideVotesAction                            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings renameAction                               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings/digest endAction                           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings/digest saveAction                          401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings/invitations inviteAction                   401   403   403   403   403   403   403   403   403   403   403   403   403   401   403   ok
settings/invitations revokeAction                   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
settings/security addPasskeyAction                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings/security changePasswordAction              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings/security connectAction                     401   no    no    no    no    no    no    no    no    no    no    no    no    401   no    no
settings/security disconnectAction                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings/security endSessionAction mine             401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings/security endSessionAction the host's       401   no    no    no    no    no    no    no    no    no    no    no    no    401   no    no
settings/security registerPasskeyAction             401   no    no    no    no    no    no    no    no    no    no    no    no    401   no    no
settings/security removePasskeyAction mine          401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
settings/security removePasskeyAction the host's    401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
settings/security secondStepAction                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
sign-in passkeySignInAction                         no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
sign-in signInAction                                no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
sign-in startProvider                               no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
sign-in/verify passkeyVerifyAction                  no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
sign-in/verify verifyAction                         no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
sign-up signUpAction                                no    no    no    no    no    no    no    no    no    no    no    no    no    no    no    no
submit pasteAction                                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
submit sendAction mine                              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
submit sendAction the host's                        401   404   404   404   404   404   404   404   404   404   404   404   404   401   404   404
submit upvoteAction                                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
submit writeAction                                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
teams createTeamAction                              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
teams restoreTeamAction                             401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams/[slug]/members changeInvitationAction resend  401   404   404   404   404   404   404   404   ok    ok    404   404   404   401   404   404
teams/[slug]/members changeInvitationAction revoke  401   404   404   404   404   404   404   404   ok    ok    404   404   404   401   404   404
teams/[slug]/members inviteAction                   401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams/[slug]/members inviteEachAction               401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams/[slug]/members memberAction admin             401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams/[slug]/members memberAction owner             401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams/[slug]/members memberAction remove            401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams/[slug]/members memberAction restore           401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams/[slug]/proposals proposeAction                401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
teams/[slug]/proposals supportAction                401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
teams/[slug]/proposals thresholdAction              401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams/[slug]/proposals vetoAction lift              401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams/[slug]/proposals vetoAction veto              401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams/[slug]/settings dissolveAction                401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams/[slug]/settings editTeamAction                401   404   403   403   403   403   403   403   ok    ok    404   404   404   401   404   404
teams/[slug]/settings leaveAction                   401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404   404
teams/[slug]/settings transferAction                401   404   403   403   403   403   403   403   403   ok    404   404   404   401   404   404
teams/[slug]/trash restoreCollectionAction          401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404   404
welcome firstTeamAction                             401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
warnings dismissAction                              401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok    ok
`;

const EXPECTED = expectedIn(TABLE);

/** The target of a redirect, from the error that Next throws for it. */
const sentTo = (thrown: unknown) =>
  String((thrown as { digest?: string }).digest ?? "").split(";")[2];

const STATUS: Record<number, string> = { 401: "401", 403: "403", 404: "404" };

/** A form's response is a sentence. */
const REFUSALS: [words: RegExp, word: string][] = [
  [/sign in first/i, "401"],
  [/^Only |you may/i, "403"],
  [/There is no such| not (here|open)|used up|already removed/, "404"],
];

/** The result of posting a form without scripts. */
async function ofAction(action: () => Promise<Answer>) {
  try {
    const { word, told } = await answerOf(action);
    const state = told as Answer;
    if (word !== "ok" || !state || state.done || state.goTo) return { word, told };
    const said = [state.refusal, ...Object.values(state.errors)].join(" ").trim();
    if (!said) return { word: "ok", told };
    return { word: REFUSALS.find(([words]) => words.test(said))?.[1] ?? "no", told };
  } catch (thrown) {
    const to = sentTo(thrown);
    if (!to) throw thrown;
    return { word: to.startsWith("/sign-in?callbackUrl") ? "401" : "ok", told: to };
  }
}

async function ofHandler(handler: () => Promise<Response> | Response) {
  const response = await handler();
  const word = STATUS[response.status] ?? (response.status < 400 ? "ok" : "no");
  return { word, told: await response.text() };
}

/** The name without the case. */
const door = (name: string) => name.split(" ").slice(0, 2).join(" ");

const doorsOf = (asked: Record<string, unknown>) =>
  [...new Set(Object.keys(asked).map(door))].sort();

it("names every server action, and no removed one", () => {
  const found = sources
    .filter(({ text }) => text.startsWith('"use server"'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/export (?:async function|const) (\w+)/g)].map(
        ([, name]) => `${path.posix.dirname(file)} ${name}`,
      ),
    );
  expect(doorsOf(ACTIONS)).toEqual(found.sort());
});

it("names every route handler, and no removed one", () => {
  const found = sources
    .filter(({ file }) => /(^|\/)route\.tsx?$/.test(file))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/export (?:async )?function ([A-Z]+)\(|as ([A-Z]+)\b/g)].map(
        ([, plain, renamed]) => `${path.posix.dirname(file)} ${plain ?? renamed}`,
      ),
    );
  expect(doorsOf(HANDLERS)).toEqual(found.sort());
});

/** Whether a call changes the world. Reads and refused calls do not. */
const changes = (name: string, who: Person) =>
  !name.includes(" GET") && (EXPECTED.get(name)?.[who] ?? "ok") === "ok";

async function cell(world: World, name: string) {
  newVisitor();
  if (world.user) request.jar.set(sessionCookieName(), (await cookieOf(world.me)).token);
  const handler = HANDLERS[name];
  const action = ACTIONS[name];
  const answer = await (handler
    ? ofHandler(() => handler(world))
    : ofAction(async () => action?.(world)));
  const { who } = world;
  leaks.push(...leaksTo(who, answer.told).map((secret) => `${name} tells ${who}: ${secret}`));
  return answer.word;
}

/** The results of calling everything once for everyone. */
const rows: [name: string, cells: string[]][] = [];
const leaks: string[] = [];

/**
 * Runs this in a transaction that is rolled back, including everything that uses the app's
 * database.
 */
async function takenBack<T>(work: () => Promise<T>): Promise<T> {
  const db = appDatabase();
  const pool = globalThis.broadsheetPool;
  if (!pool) throw new Error("there is no database");
  return rolledBack(db, async (tx) => {
    pool.db = tx as typeof pool.db;
    return work().finally(() => {
      pool.db = db as typeof pool.db;
    });
  });
}

beforeAll(async () => {
  // an only administrator could not delete their account
  await makeUser({ role: "administrator" });
  const worlds: World[] = [];
  for (const who of people) worlds.push(await makeWorld(who));
  for (const name of [...Object.keys(HANDLERS), ...Object.keys(ACTIONS)]) {
    forgetWrites();
    const cells: string[] = [];
    for (const world of worlds) {
      const asking = () => cell(world, name);
      cells.push(await (changes(name, world.who) ? takenBack(asking) : asking()));
    }
    rows.push([name, cells]);
  }
});

it("opens to each what the table says", () => {
  expect(table(rows), LEGEND).toBe(TABLE);
});

it("reveals to nobody what is not for them", () => {
  expect(leaks).toEqual([]);
});
