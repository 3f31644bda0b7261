"use client";

import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import type { AppRouter } from "@/server/api/root";
import { MADE_FOR } from "@/server/platform/made-for";
import { pageAccount } from "./page-account";

/** Browsers send at most 64 KiB for a page that has been left. */
const MAX_KEPT_ALIVE = 60_000;

/** Sends the request even if the reader leaves the page at the same moment. */
const send = (url: RequestInfo | URL, options?: RequestInit) => {
  const keepalive = typeof options?.body === "string" && options.body.length < MAX_KEPT_ALIVE;
  return fetch(url, { ...options, keepalive });
};

const options = {
  url: "/api/trpc",
  fetch: send,
  headers: () => {
    const account = pageAccount();
    return account ? { [MADE_FOR]: account } : {};
  },
};

/** The procedures, over HTTP. Loaded on first use: call it through `call`. */
export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ context }) => context.isLong === true,
      true: httpLink({ ...options, methodOverride: "POST" }),
      false: httpBatchLink({ ...options, maxItems: 20 }),
    }),
  ],
});

export type Client = typeof client;
