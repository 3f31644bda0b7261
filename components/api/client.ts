"use client";

import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AppRouter } from "@/server/api/root";
import { MADE_FOR } from "@/server/platform/made-for";
import { pageAccount } from "./page-account";

/** Browsers send no more than 64 KiB for a page that is gone. */
const MAX_KEPT_ALIVE = 60_000;

/** What was pressed is sent even when the reader leaves the page in the same moment. */
const send = (url: RequestInfo | URL, options?: RequestInit) => {
  const keepalive = typeof options?.body === "string" && options.body.length < MAX_KEPT_ALIVE;
  return fetch(url, { ...options, keepalive });
};

/** The procedures, over HTTP. Loaded on first use: reach it through `call`. */
export const client = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: "/api/trpc",
      maxItems: 20,
      fetch: send,
      headers: () => {
        const account = pageAccount();
        return account ? { [MADE_FOR]: account } : {};
      },
    }),
  ],
});

export type Client = typeof client;
