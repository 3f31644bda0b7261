"use client";

import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import type { AppRouter, RouterOutputs } from "@/server/root";

const client = createTRPCClient<AppRouter>({
  links: [httpSubscriptionLink({ url: "/api/trpc" })],
});

export type ListNow = Pick<RouterOutputs["lists"]["read"]["list"], "revision"> &
  Pick<RouterOutputs["lists"]["read"], "role">;

interface Hears {
  changed: (now: ListNow) => void;
  /** It has ended for good: with the code and the sentence of the refusal. */
  ended: (code: string, sentence: string) => void;
}

/** How long after a stream that just stopped, such as when the app is started anew, it is tried again. */
const AGAIN_MS = 2_000;

/**
 * Hears of every change of a list after what the page shows, also across lost connections: whoever comes
 * back says what they know, and hears at once if that is old. Answers how to stop.
 */
export function followList(listId: string, shown: ListNow, { changed, ended }: Hears) {
  let known = shown;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};

  const start = () => {
    const subscription = client.live.list.subscribe(
      { listId, lastEventId: String(known.revision), role: known.role },
      {
        onData({ data }) {
          known = data;
          changed(data);
        },
        onError({ data, message }) {
          // only a refusal is an answer: everything else is a server that is not there just now
          if (!data?.code || data.code === "INTERNAL_SERVER_ERROR") again();
          else ended(data.code, message);
        },
        onComplete: again,
      },
    );
    stop = () => subscription.unsubscribe();
  };

  // not all at once, who were sent away all at once
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(start, AGAIN_MS * (0.5 + Math.random()));
  };

  start();
  return () => {
    stop();
    clearTimeout(timer);
  };
}
