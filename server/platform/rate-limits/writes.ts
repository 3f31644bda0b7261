import {
  RateLimiterCluster,
  RateLimiterClusterMaster,
  RateLimiterMemory,
  type RateLimiterRes,
} from "rate-limiter-flexible";
import { tooMany } from "./wait";

/** At most `points` calls within `seconds`, counted from the first. */
interface Rate {
  points: number;
  seconds: number;
}

const MINUTE = 60;
const TEN_MINUTES = 10 * MINUTE;

/**
 * How often one account may write, by kind of write: more than a person does, less than a script.
 */
const RATES = {
  /** One key press each: a vote, a reading status, a position on a list. */
  mark: { points: 300, seconds: MINUTE },
  /** Many papers at once. */
  many: { points: 60, seconds: MINUTE },
  /** New text that others load. */
  note: { points: 120, seconds: TEN_MINUTES },
  change: { points: 240, seconds: TEN_MINUTES },
  /** Noted while one reads: it must not use up what one changes. */
  reading: { points: 240, seconds: TEN_MINUTES },
  /** Whole lists, and copies of them. */
  list: { points: 120, seconds: TEN_MINUTES },
  /** Roles: each change wakes the open pages of everyone it concerns. */
  people: { points: 120, seconds: TEN_MINUTES },
  account: { points: 60, seconds: TEN_MINUTES },
  /** Not written, but as costly. */
  preview: { points: 60, seconds: MINUTE },
  export: { points: 120, seconds: TEN_MINUTES },
} satisfies Record<string, Rate>;

type Kind = keyof typeof RATES;

/** The kind of every mutation (`tests/server/write-limits.test.ts` checks the whole router). */
export const KIND_OF: Record<string, Exclude<Kind, "preview" | "export">> = {
  "accounts.delete": "account",
  "accounts.hideVotes": "account",
  "accounts.rename": "account",
  "adminAccounts.delete": "people",
  "adminAccounts.endSessions": "people",
  "adminAccounts.resetLink": "people",
  "adminAccounts.setBlocked": "people",
  "adminAccounts.setRole": "people",
  "adminAccounts.turnOffSecondStep": "people",
  "adminJobs.discard": "people",
  "adminJobs.runNow": "people",
  "adminJobs.tryAgain": "people",
  "annotations.create": "note",
  "annotations.edit": "change",
  "annotations.reattach": "change",
  "annotations.remove": "change",
  "annotations.reply": "note",
  "annotations.restore": "change",
  "annotations.setHidden": "change",
  "collections.duplicate": "list",
  "collections.transfer": "list",
  "collections.merge": "list",
  "confirmation.confirm": "account",
  "confirmation.mailCode": "account",
  "digest.end": "change",
  "digest.noteOpened": "reading",
  "digest.save": "change",
  "follows.followCollection": "change",
  "follows.setTopics": "change",
  "identities.disconnect": "account",
  "ingest.import": "account",
  "installation.save": "account",
  "invitations.accept": "people",
  "invitations.create": "people",
  "invitations.createForList": "people",
  "invitations.createForTeam": "people",
  "invitations.createForTeamEach": "people",
  "invitations.resend": "people",
  "invitations.revoke": "people",
  "items.copy": "many",
  "items.move": "many",
  "items.restoreMany": "many",
  "items.removeMany": "many",
  "library.addToList": "many",
  "library.remove": "mark",
  "library.removeTag": "many",
  "library.renameTag": "many",
  "library.set": "mark",
  "library.setMany": "many",
  "listMembers.restore": "people",
  "listMembers.remove": "people",
  "listMembers.set": "people",
  "listMembers.setOpenTo": "people",
  "items.add": "mark",
  "lists.create": "list",
  "lists.edit": "list",
  "items.reorder": "mark",
  "items.restore": "mark",
  "lists.remove": "list",
  "lists.restore": "list",
  "items.setNote": "change",
  "items.remove": "mark",
  "passkeys.registrationOptions": "account",
  "passkeys.remove": "account",
  "secondStep.cancelAuthenticator": "account",
  "secondStep.enableAuthenticator": "account",
  "secondStep.renewRecoveryCodes": "account",
  "secondStep.requirePasskey": "account",
  "secondStep.startAuthenticator": "account",
  "secondStep.turnOff": "account",
  "sessions.end": "account",
  "sessions.endOthers": "account",
  "sharing.share": "people",
  "sharing.unshare": "people",
  "moderation.dismiss": "change",
  "moderation.dismissWarning": "change",
  "moderation.hide": "change",
  "moderation.report": "note",
  "moderation.restore": "change",
  "moderation.warn": "change",
  "sources.addCategory": "people",
  "sources.removeCategory": "people",
  "sources.turn": "people",
  "teams.create": "people",
  "teams.dissolve": "people",
  "teams.edit": "people",
  "teams.leave": "people",
  "teams.restoreMember": "people",
  "teams.remove": "people",
  "teams.restore": "people",
  "teams.setRole": "people",
  "teams.transfer": "people",
  "votes.set": "mark",
  "curation.accept": "change",
  "curation.decline": "change",
  "curation.fetch": "people",
  "curation.move": "change",
  "curation.place": "change",
  "curation.remove": "change",
  "curation.restore": "change",
  "proposals.liftVeto": "change",
  "proposals.propose": "note",
  "proposals.setThreshold": "people",
  "proposals.support": "mark",
  "proposals.veto": "change",
  "submissions.paste": "note",
  "submissions.send": "many",
  "submissions.write": "note",
};

const KEY = Symbol.for("broadsheet.limits.writes");

type Limiters = Record<Kind, RateLimiterMemory | RateLimiterCluster>;

const holder = globalThis as unknown as Record<symbol, Limiters | undefined>;

const limitersOf = (Limiter: typeof RateLimiterMemory | typeof RateLimiterCluster) =>
  Object.fromEntries(
    Object.entries(RATES).map(([kind, { points, seconds }]) => [
      kind,
      new Limiter({ keyPrefix: kind, points, duration: seconds }),
    ]),
  ) as Limiters;

/** One set per process, however many copies of this module a bundler makes. */
function limiters(): Limiters {
  holder[KEY] ??= limitersOf(RateLimiterMemory);
  return holder[KEY];
}

/** Has the parent of this web process count, for all of its web processes. */
export function countInParent(): void {
  holder[KEY] = limitersOf(RateLimiterCluster);
}

/** Counts for the web processes of this process. */
export function countForWebProcesses(): void {
  new RateLimiterClusterMaster();
}

/** By shape: the limiters may come from another copy of this module, with its own class. */
const isRefusal = (thrown: unknown): thrown is RateLimiterRes =>
  typeof thrown === "object" && thrown !== null && "msBeforeNext" in thrown;

/** Counts a call before it is made; beyond the rate of its kind, throws with the time to wait. */
async function count(kind: Kind, userId: string, refusal: string): Promise<void> {
  try {
    await limiters()[kind].consume(userId);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    throw tooMany(refusal, thrown.msBeforeNext);
  }
}

export const countWrite = (path: string, userId: string) =>
  count(
    KIND_OF[path] ?? "account",
    userId,
    "You have made too many changes in a short time, so this one was not saved.",
  );

export const countPreview = (userId: string) =>
  count("preview", userId, "You have looked at too many previews in a short time.");

export const countExport = (userId: string) =>
  count("export", userId, "You have exported too many files in a short time.");
