import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isDatabaseAway } from "@/db/client";
import { RETRY_AFTER } from "../errors";
import { answerInstead } from "./unavailable";

/** What a page under way has found out about its own answer. */
interface Answer {
  absent: boolean;
  /** The page goes out as it was made, and says that a form was refused for want of the machine. */
  formUnavailable: boolean;
  /** What the database could not do, in a sentence; the page may have got on without it. */
  outage: string | null;
}

declare global {
  var broadsheetAnswers: AsyncLocalStorage<Answer> | undefined;
}

/** One for the process: pages live in Next's bundle, which loads this file for itself. */
function answers(): AsyncLocalStorage<Answer> {
  globalThis.broadsheetAnswers ??= new AsyncLocalStorage();
  return globalThis.broadsheetAnswers;
}

function note(found: Partial<Answer>): void {
  const answer = answers().getStore();
  if (answer) Object.assign(answer, found);
}

/** Notes that the page which is being made says that it is not here: its status shall say so too. */
export const noteAbsent = () => note({ absent: true });

/** Notes that the database failed under the page which is being made. */
export const noteOutage = (sentence: string) => note({ outage: sentence });

/** Notes that a form was refused because the machine could not do what it asks for. */
export const noteFormUnavailable = () => note({ formUnavailable: true });

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Lets pages have the status that they found out about. 404 is for whole pages only: Next's router
 * takes a part of a page for what it is only with status 200. A page that failed, status 500, and
 * under which the database failed, is not sent: `answerInstead` says what is.
 */
export function withPageStatus(next: Listener): Listener {
  return (request, response) => {
    const answer: Answer = { absent: false, formUnavailable: false, outage: null };
    const { writeHead, write, end, flushHeaders } = response;
    const before = response.getHeaderNames();
    let replaced = false;

    /** Answers in the page's place if it has failed; its own writing then goes nowhere. */
    const isReplaced = (status: unknown = response.statusCode) => {
      if (replaced || response.headersSent || status !== 500) return replaced;
      if (answer.outage === null && !isDatabaseAway()) return false;
      replaced = true;
      for (const name of response.getHeaderNames()) {
        if (!before.includes(name)) response.removeHeader(name);
      }
      const given = answerInstead(request, answer.outage);
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
      } else if (answer.absent && isPage) head[0] = 404;
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

/** Tells who wrote into the void that it is written. */
function calledBack<T>(given: unknown[], result: T): T {
  const done = given.at(-1);
  if (typeof done === "function") process.nextTick(done as () => void);
  return result;
}
