import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import type { AppRouter, RouterInputs, RouterOutputs } from "@/server/api/root";

/** A list as a page shows it. */
export type Shown = Required<RouterInputs["live"]["lists"]["lists"][number]>;

/** News of a page's list: its current state, or the code and sentence of a refusal. */
export type News = Pick<Shown, "revision" | "role"> | { code: string; sentence: string };

type Told = RouterOutputs["live"]["lists"] extends AsyncIterable<infer Each> ? Each : never;

/** How long after a stream ends, as when the app restarts, it is opened again. */
const RETRY_MS = 2_000;

/** How long after the session ended to check whether the browser has a new one. */
const NEXT_SESSION_MS = 500;

/** Pages that come and go within this time change the stream only once. */
const SETTLE_MS = 30;

/** Refusals by the server; any other error means that it cannot be reached at the moment. */
const REFUSALS = ["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "BAD_REQUEST", "TOO_MANY_REQUESTS"];

const client = createTRPCClient<AppRouter>({
  links: [httpSubscriptionLink({ url: "/api/trpc" })],
});

interface Follower {
  shown: Shown;
  hear: (news: News) => void;
}

/**
 * One stream for everyone who follows lists through it, open while there is at least one follower.
 * It sends what its followers show, so that they learn at once what they missed, also after a lost
 * connection.
 */
export function sharedStream() {
  const followers = new Map<object, Follower>();
  let streamed: string[] = [];
  let stop = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isNextSession = false;

  const of = (listId: string) =>
    [...followers].filter(([, follower]) => follower.shown.listId === listId);

  /** The oldest revision shown of each list. */
  function lists(): Shown[] {
    const oldest = new Map<string, Shown>();
    for (const { shown } of followers.values()) {
      const before = oldest.get(shown.listId);
      if (!before || shown.revision < before.revision) oldest.set(shown.listId, shown);
    }
    return [...oldest.values()];
  }

  function tell(told: Told) {
    if ("refusal" in told) return refuse(told.listId, told.refusal.code, told.refusal.message);
    isNextSession = false;
    const { revision, role } = told;
    for (const [, { shown, hear }] of of(told.listId)) {
      if (shown.revision === revision && shown.role === role) continue;
      shown.revision = revision;
      shown.role = role;
      hear({ revision, role });
    }
  }

  function refuse(listId: string, code: string, sentence: string) {
    for (const [key, { hear }] of of(listId)) {
      followers.delete(key);
      hear({ code, sentence });
    }
  }

  function start() {
    stop();
    const shown = lists();
    streamed = shown.map(({ listId }) => listId);
    if (shown.length === 0) return;
    const subscription = client.live.lists.subscribe(
      { lists: shown },
      {
        onData: tell,
        onError({ data, message }) {
          const code = data?.code;
          if (!code || !REFUSALS.includes(code)) return again(RETRY_MS);
          if (code === "UNAUTHORIZED" && !isNextSession) {
            isNextSession = true;
            return again(NEXT_SESSION_MS);
          }
          for (const listId of streamed) refuse(listId, code, message);
        },
        onComplete: () => again(RETRY_MS),
      },
    );
    stop = () => {
      subscription.unsubscribe();
      stop = () => {};
    };
  }

  function later(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(start, ms);
  }

  // with jitter, as many clients may have been disconnected at once
  const again = (ms: number) => later(ms * (0.5 + Math.random()));

  return {
    follow(key: object, shown: Shown, hear: (news: News) => void) {
      followers.set(key, { shown: { ...shown }, hear });
      later(SETTLE_MS);
    },
    leave(key: object) {
      if (followers.delete(key)) later(SETTLE_MS);
    },
  };
}

export type SharedStream = ReturnType<typeof sharedStream>;
