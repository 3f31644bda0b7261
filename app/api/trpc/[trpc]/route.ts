import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { requestContext } from "@/server/request";
import { appRouter } from "@/server/root";

function handler(request: Request) {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    // no more than the page asks for at once
    maxBatchSize: 20,
    createContext: () => requestContext(request),
    responseMeta: () => ({ headers: { "cache-control": "private, no-store" } }),
  });
}

export { handler as GET, handler as POST };
