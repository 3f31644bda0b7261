import { AsyncLocalStorage } from "node:async_hooks";

/** What a page under way has found out about its own answer. */
export interface Answer {
  /** Code of ours has been reached: what fails from then on is not for want of a readable request. */
  reached: boolean;
  notFound: boolean;
  /** The page goes out as it was made, and says that a form was refused for want of the machine. */
  formUnavailable: boolean;
  /** What the database could not do, in a sentence; the page may have got on without it. */
  outage: string | null;
}

declare global {
  var broadsheetAnswers: AsyncLocalStorage<Answer> | undefined;
}

/** One for the process: pages live in Next's bundle, which loads this file for itself. */
export function answers(): AsyncLocalStorage<Answer> {
  globalThis.broadsheetAnswers ??= new AsyncLocalStorage();
  return globalThis.broadsheetAnswers;
}

function note(found: Partial<Answer>): void {
  const answer = answers().getStore();
  if (answer) Object.assign(answer, found);
}

/** Notes that code of ours answers this request: Next has read it. */
export const noteReached = () => note({ reached: true });

/** Notes that the page which is being made says that it is not here: its status shall say so too. */
export const noteNotFound = () => note({ notFound: true });

/** Notes that the database failed under the page which is being made. */
export const noteOutage = (sentence: string) => note({ outage: sentence });

/** Notes that a form was refused because the machine could not do what it asks for. */
export const noteFormUnavailable = () => note({ formUnavailable: true });
