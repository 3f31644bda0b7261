import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What a page under way has found out about its own answer. */
interface Answer {
  absent: boolean;
}

declare global {
  var broadsheetAnswers: AsyncLocalStorage<Answer> | undefined;
}

/** One for the process: pages live in Next's bundle, which loads this file for itself. */
function answers(): AsyncLocalStorage<Answer> {
  globalThis.broadsheetAnswers ??= new AsyncLocalStorage();
  return globalThis.broadsheetAnswers;
}

/** Notes that the page which is being made says that it is not here: its status shall say so too. */
export function noteAbsent(): void {
  const answer = answers().getStore();
  if (answer) answer.absent = true;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Lets the pages that a listener makes be answered with status 404 by `noteAbsent`. Only whole
 * pages are: Next's router takes a part of a page for what it is only with status 200.
 */
export function withAbsence(listener: Listener): Listener {
  return (request, response) => {
    const answer = { absent: false };
    const { writeHead } = response;
    response.writeHead = function settled(this: ServerResponse, ...head: unknown[]) {
      const isPage = String(this.getHeader("content-type")).startsWith("text/html");
      if (answer.absent && isPage) head[0] = 404;
      return Reflect.apply(writeHead, this, head);
    } as typeof writeHead;
    return answers().run(answer, () => listener(request, response));
  };
}
