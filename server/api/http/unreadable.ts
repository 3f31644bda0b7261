import type { IncomingMessage } from "node:http";
import { parseAndValidateFlightRouterState as readRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import { type Given, plainAnswer } from "./plain-page";
import type { Refusal } from "./writes";

const SENTENCE =
  "Broadsheet cannot read what your browser sent, so nothing was changed. Open the page again and try once more.";

/** Why the router's state header is refused, or null: Next fails on one that it cannot parse. */
export function refusedState({ headers }: IncomingMessage): Refusal | null {
  try {
    readRouterState(headers["next-router-state-tree"]);
    return null;
  } catch {
    return { status: 400, sentence: SENTENCE };
  }
}

/** Whether Next takes this request for a possible action call and reads its body as one. */
export function mayCallAction({ method, headers }: IncomingMessage): boolean {
  if (method !== "POST") return false;
  return (
    headers["next-action"] !== undefined ||
    /^multipart\/form-data/i.test(headers["content-type"] ?? "")
  );
}

/** The response to an action call whose action or arguments Next could not read. */
export const answerUnreadable = (request: IncomingMessage): Given =>
  plainAnswer(request, 400, { title: "Request not accepted", sentence: SENTENCE, again: true });
