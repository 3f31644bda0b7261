"use client";

import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AppRouter } from "@/server/root";

/** The procedures, over HTTP. Loaded on first use: reach it through `call`. */
export const client = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: "/api/trpc", maxItems: 20 })],
});

export type Client = typeof client;
