"use client";

import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  splitLink,
  TRPCClientError,
} from "@trpc/client";
import type { AppRouter } from "@/server/api/root";
import { MADE_FOR } from "@/server/platform/made-for";
import { pageAccount } from "./page-account";

/** Browsers send at most 64 KiB for a page that has been left. */
const MAX_KEPT_ALIVE = 60_000;

/**
 * Sends the request even if the reader leaves the page at the same moment. What is no answer of the
 * app's, as of a proxy before it, fails with its status.
 */
const send = async (url: RequestInfo | URL, options?: RequestInit) => {
  const keepalive = typeof options?.body === "string" && options.body.length < MAX_KEPT_ALIVE;
  const response = await fetch(url, { ...options, keepalive });
  if (!response.headers.get("content-type")?.includes("json")) {
    const meta = { response: { status: response.status } };
    throw TRPCClientError.from(new Error("The answer is not in JSON."), { meta });
  }
  return response;
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
