import type { IncomingMessage, ServerResponse } from "node:http";
import { isDatabaseAway } from "@/db/client";
import { RETRY_AFTER } from "../../platform/errors";
import { type Answer, answers } from "../../platform/page-status";
import type { Given } from "./plain-page";
import { answerInstead } from "./unavailable";
import { answerUnreadable, mayCallAction } from "./unreadable";

/** The header that Next sets on the response to a call of an unknown action. */
const ACTION_UNKNOWN = "x-nextjs-action-not-found";

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** What is sent instead of a 500 response; null if the failure is our own. */
function insteadOfFailure(request: IncomingMessage, { outage, reached }: Answer): Given | null {
  if (outage !== null || isDatabaseAway()) return answerInstead(request, outage);
  return !reached && mayCallAction(request) ? answerUnreadable(request) : null;
}

/** What is sent instead of Next's message about a form that calls an unknown action. */
function insteadOfUnknown(request: IncomingMessage, response: ServerResponse): Given | null {
  // the router sends its own header and reads Next's response
  const isForm = request.headers["next-action"] === undefined;
  return isForm && response.hasHeader(ACTION_UNKNOWN) ? answerUnreadable(request) : null;
}

/**
 * Gives pages the status that they determined. 404 is for whole pages only: Next's router accepts
 * part of a page only with status 200. `insteadOfFailure` and `insteadOfUnknown` replace responses.
 */
export function withPageStatus(next: Listener): Listener {
  return (request, response) => {
    const answer: Answer = {
      reached: false,
      notFound: false,
      formUnavailable: false,
      outage: null,
    };
    const { writeHead, write, end, flushHeaders } = response;
    const before = response.getHeaderNames();
    let replaced = false;

    /** Replaces a failed page's response; whatever the page still writes is discarded. */
    const isReplaced = (status: unknown = response.statusCode) => {
      if (replaced || response.headersSent) return replaced;
      const given =
        status === 500 ? insteadOfFailure(request, answer) : insteadOfUnknown(request, response);
      if (!given) return false;
      replaced = true;
      for (const name of response.getHeaderNames()) {
        if (!before.includes(name)) response.removeHeader(name);
      }
      for (const [name, value] of Object.entries(given.headers)) response.setHeader(name, value);
      writeHead.call(response, given.status);
      Reflect.apply(end, response, [given.body]);
      return true;
    };

    response.writeHead = function settled(...head: unknown[]) {
      if (isReplaced(head[0])) return response;
      const isPage = String(response.getHeader("content-type")).startsWith("text/html");
      if (answer.formUnavailable && head[0] === 200) {
        head[0] = 503;
        response.setHeader("retry-after", RETRY_AFTER);
      } else if (answer.notFound && isPage) head[0] = 404;
      return Reflect.apply(writeHead, response, head);
    } as typeof writeHead;
    response.flushHeaders = () => {
      if (!isReplaced()) flushHeaders.call(response);
    };
    response.write = function written(...given: unknown[]) {
      if (!isReplaced()) return Reflect.apply(write, response, given);
      return calledBack(given, true);
    } as typeof write;
    response.end = function ended(...given: unknown[]) {
      if (!isReplaced()) return Reflect.apply(end, response, given);
      return calledBack(given, response);
    } as typeof end;
    return answers().run(answer, () => next(request, response));
  };
}

/** Calls the callback of a discarded write, as if it had been written. */
function calledBack<T>(given: unknown[], result: T): T {
  const done = given.at(-1);
  if (typeof done === "function") process.nextTick(done as () => void);
  return result;
}
