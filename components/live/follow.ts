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
  ended: (code: string | undefined, sentence: string) => void;
}

/** Hears of every change of a list after what the page shows, also across lost connections. */
export function followList(listId: string, shown: ListNow, { changed, ended }: Hears) {
  const subscription = client.live.list.subscribe(
    { listId, lastEventId: String(shown.revision), role: shown.role },
    {
      onData: ({ data }) => changed(data),
      onError: (error) => ended(error.data?.code, error.message),
    },
  );
  return () => subscription.unsubscribe();
}
