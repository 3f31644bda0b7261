import { randomInt, randomUUID } from "node:crypto";
import type { Audience } from "@/server/annotations/schema";
import { statuses } from "@/server/library/schema";
import type { Reader } from "../bench/readers";
import { cookie } from "../bench/readers";
import { type Ledger, mark } from "./ledger";

/** What the writers write about. */
export interface Subject {
  url: string;
  ledger: Ledger;
  papers: number[];
  /** The collection that all share, and the one paper on it that they discuss with the team. */
  listId: string;
  teamId: string;
  teamPaper: number;
  /** Acknowledged notes that may be replied to. */
  threads: { id: string; paperId: number; audience: string }[];
  refused: Set<string>;
  /** Resolves when the app and its database answer. */
  isBack: () => Promise<void>;
  isOver: () => boolean;
}

/** A change as a page sends it, and the resulting state of the database. */
interface Write {
  path: string;
  input: unknown;
  key: string;
  value: string | null;
  done?: () => void;
}

export const voteKey = (userId: string, paperId: number) => `vote ${userId} ${paperId}`;
export const saveKey = (userId: string, paperId: number) => `save ${userId} ${paperId}`;
export const itemKey = (paperId: number) => `item ${paperId}`;
export const noteKey = (id: string) => `note ${id}`;
export const noteValue = (note: {
  paperId: number;
  audience: string;
  parentId: string | null;
  body: string;
}) => [note.paperId, note.audience, note.parentId ?? "top", note.body].join(" ");

const oneOf = <T>(things: readonly T[]) => things[randomInt(things.length)] as T;

function vote({ papers, ledger }: Subject, { id }: Reader): Write {
  const paperId = oneOf(papers);
  const key = voteKey(id, paperId);
  const voted = ledger.known(key) === null;
  return { path: "votes.set", input: { paperId, voted }, key, value: voted ? "voted" : null };
}

function save({ papers }: Subject, { id }: Reader): Write {
  const paperId = oneOf(papers);
  const status = oneOf(statuses);
  const key = saveKey(id, paperId);
  return { path: "library.set", input: { paperId, status }, key, value: status };
}

function add({ papers, listId }: Subject): Write {
  const paperId = oneOf(papers);
  const key = itemKey(paperId);
  return { path: "items.add", input: { listId, paperId }, key, value: "on the list" };
}

function note({ papers, teamId, teamPaper, threads }: Subject): Write {
  const [id, body] = [randomUUID(), mark()];
  const kind = oneOf(["me", "everyone", "team"] as const);
  const paperId = kind === "team" ? teamPaper : oneOf(papers);
  const audience: Audience = kind === "team" ? { teamId } : kind;
  return {
    path: "annotations.create",
    input: { id, paperId, version: 1, audience, body },
    key: noteKey(id),
    value: noteValue({ paperId, audience: kind, parentId: null, body }),
    done: () => kind !== "me" && threads.push({ id, paperId, audience: kind }),
  };
}

function reply(subject: Subject): Write {
  if (subject.threads.length === 0) return note(subject);
  const [id, body] = [randomUUID(), mark()];
  const { id: parentId, paperId, audience } = oneOf(subject.threads);
  return {
    path: "annotations.reply",
    input: { id, parentId, body },
    key: noteKey(id),
    value: noteValue({ paperId, audience, parentId, body }),
  };
}

/** Mostly single key presses, as an account may write only twelve new notes a minute. */
const KINDS = [vote, vote, vote, save, save, add, add, note, reply];

/** Calls a mutation as this reader's page would. */
export async function post(url: string, reader: Reader, path: string, input: unknown) {
  const answer = await fetch(`${url}/api/trpc/${path}`, {
    method: "POST",
    headers: { cookie: cookie(reader), origin: url, "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  return { status: answer.status, text: await answer.text() };
}

/**
 * Sends a change. Returns undefined if there was no response, or one that does not report on the
 * change.
 */
async function send({ url }: Subject, reader: Reader, { path, input }: Write) {
  const answer = await post(url, reader, path, input).catch(() => undefined);
  return answer && answer.status < 500 ? answer : undefined;
}

/**
 * Writes one thing after another. Retries half of the unanswered writes, as pages do; leaves the
 * others, and does not write their keys again.
 */
export async function write(subject: Subject, reader: Reader): Promise<void> {
  const { ledger, isOver, isBack, refused } = subject;
  while (!isOver()) {
    const next = oneOf(KINDS)(subject, reader);
    if (ledger.known(next.key) === undefined) continue;
    let answer = await send(subject, reader, next);
    while (!answer) {
      ledger.leaveOpen(next.key, next.value);
      await isBack();
      if (randomInt(2) === 0 || isOver()) break;
      answer = await send(subject, reader, next);
    }
    if (answer?.status === 200) {
      ledger.acknowledge(next.key, next.value);
      next.done?.();
    } else if (answer) refused.add(`${next.path} answered ${answer.status}: ${answer.text}`);
  }
}
