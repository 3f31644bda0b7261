import type { Page } from "@playwright/test";
import type { RouterInputs } from "@/server/api/root";

type Router = keyof RouterInputs;

/** The path of a procedure: "votes.set". One that is renamed no longer compiles in the tests. */
export type Procedure = { [R in Router]: `${R}.${keyof RouterInputs[R] & string}` }[Router];

/** The addresses of calls of these procedures, alone or among others of a batch. */
export const callsOf = (...paths: Procedure[]) =>
  new RegExp(`/api/trpc/([^?]*,)?(${paths.join("|").replaceAll(".", "\\.")})([,?]|$)`);

/** Does something and waits until the server has answered to it: what shows at once is no proof. */
export async function told(page: Page, path: Procedure, act: Promise<unknown>) {
  await Promise.all([page.waitForResponse(callsOf(path)), act]);
}
