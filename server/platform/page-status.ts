import { AsyncLocalStorage } from "node:async_hooks";

/** What a page determines about its own response while it is rendered. */
export interface Answer {
  /** Code of ours has been reached: later failures are not due to an unreadable request. */
  reached: boolean;
  notFound: boolean;
  /** The page is sent as rendered, and says that a form was refused because of an outage. */
  formUnavailable: boolean;
  /** What the database could not do, as a sentence; the page may have coped without it. */
  outage: string | null;
}

declare global {
  var broadsheetAnswers: AsyncLocalStorage<Answer> | undefined;
}

/** One per process: Next's bundle, where pages live, loads its own copy of this file. */
export function answers(): AsyncLocalStorage<Answer> {
  globalThis.broadsheetAnswers ??= new AsyncLocalStorage();
  return globalThis.broadsheetAnswers;
}

function note(found: Partial<Answer>): void {
  const answer = answers().getStore();
  if (answer) Object.assign(answer, found);
}

/** Records that code of ours handles this request: Next has parsed it. */
export const noteReached = () => note({ reached: true });

/** Records that the page being rendered says "not found": its status must say so too. */
export const noteNotFound = () => note({ notFound: true });

/** Records that the database failed while the page was being rendered. */
export const noteOutage = (sentence: string) => note({ outage: sentence });

/** Records that a form was refused because of an outage. */
export const noteFormUnavailable = () => note({ formUnavailable: true });
