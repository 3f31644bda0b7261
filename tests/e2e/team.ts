import { randomBytes, randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import type { Procedure } from "./procedures";
import { newAccount, signUp } from "./support";

/** Calls a procedure as the reader of this page, even before any page is open. */
export async function ask<T>(page: Page, procedure: Procedure, input: unknown): Promise<T> {
  const response = await page.request.post(`/api/trpc/${procedure}`, {
    headers: { "sec-fetch-site": "same-origin" },
    data: input,
  });
  const answer = await response.json();
  if (!response.ok()) throw new Error(answer.error?.message ?? response.statusText());
  return answer.result.data;
}

export interface Team {
  id: string;
  slug: string;
  name: string;
}

/** A new account in its own browser. */
export async function anotherReader(browser: Browser, name: string): Promise<Page> {
  const [a, b] = randomBytes(2);
  const context = await browser.newContext({
    extraHTTPHeaders: { "x-forwarded-for": `10.77.${a}.${b}` },
  });
  const page = await context.newPage();
  await signUp(page, newAccount(name));
  return page;
}

/** Creates a team of the first page's reader, with the other pages' readers as members. */
export async function makeTeam(owner: Page, ...members: Page[]): Promise<Team> {
  const mark = randomBytes(4).toString("hex");
  const team = { id: randomUUID(), slug: `group-${mark}`, name: `Group ${mark}` };
  await ask(owner, "teams.create", { id: team.id, name: team.name, slug: team.slug });
  for (const member of members) {
    const given = { teamId: team.id, email: "" };
    const { link } = await ask<{ link: string }>(owner, "invitations.createForTeam", given);
    const token = new URL(link).pathname.split("/").at(-1);
    await ask(member, "invitations.accept", { token });
  }
  return team;
}

/** A collection of the team, created by this page's reader. */
export async function makeCollection(page: Page, team: Team, name: string, paperId?: number) {
  const id = randomUUID();
  await ask(page, "lists.create", { id, name, teamId: team.id, paperId });
  return { id, name };
}
