import type { IncomingMessage, ServerResponse } from "node:http";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { endpoint, procedureOptions } from "../procedures";
import { requestContext } from "../request";
import { compressed } from "./compressed";
import { isStream, streamCounter } from "./streams";

const refusedStream = streamCounter();

/**
 * Answers a procedure call in the gateway. In development `app/api/trpc` does this; Next's router
 * would cost more than the procedure. Returns false for any other request.
 */
export function answerProcedure(request: IncomingMessage, response: ServerResponse): boolean {
  const [path = ""] = (request.url ?? "").split("?", 1);
  if (!path.startsWith(`${endpoint}/`)) return false;
  if (isStream(path) && refusedStream(response)) return true;
  nodeHTTPRequestHandler({
    ...procedureOptions,
    req: request,
    res: compressed(request, response),
    path: path.slice(endpoint.length + 1),
    createContext: () => requestContext((name) => request.headers[name]?.toString() ?? null),
  });
  return true;
}
