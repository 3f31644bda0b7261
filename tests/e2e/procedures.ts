import type { Page } from "@playwright/test";
import type { RouterInputs } from "@/server/api/root";

type Router = keyof RouterInputs;

/** The path of a procedure: "votes.set". Tests with a renamed one no longer compile. */
export type Procedure = { [R in Router]: `${R}.${keyof RouterInputs[R] & string}` }[Router];

/** The URLs of calls of these procedures, alone or in a batch. */
export const callsOf = (...paths: Procedure[]) =>
  new RegExp(`/api/trpc/([^?]*,)?(${paths.join("|").replaceAll(".", "\\.")})([,?]|$)`);

/** Does something and waits for the server's response, as the optimistic result is no proof. */
export async function told(page: Page, path: Procedure, act: Promise<unknown>) {
  await Promise.all([page.waitForResponse(callsOf(path)), act]);
}
