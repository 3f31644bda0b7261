import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { endpoint, procedureOptions } from "@/server/api/procedures";
import { requestContext } from "@/server/api/request";

function handler(request: Request) {
  return fetchRequestHandler({
    ...procedureOptions,
    endpoint,
    req: request,
    createContext: () => requestContext((name) => request.headers.get(name)),
  });
}

export { handler as GET, handler as POST };
