"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "@/server/root";
import { TRPCProvider } from "./trpc";

function makeClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        // its address must be the one that the printed page asked the browser to fetch early
        condition: (operation) => operation.path === "viewer.mine",
        true: httpLink({ url: "/api/trpc" }),
        false: httpBatchLink({ url: "/api/trpc", maxItems: 20 }),
      }),
    ],
  });
}

export function Providers({ children }: { children: ReactNode }) {
  const [trpcClient] = useState(makeClient);
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 30_000 } } }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
