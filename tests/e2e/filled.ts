import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { hashText } from "@/server/annotations/text";
import type { World } from "./pages";
import type { Procedure } from "./procedures";
import { newAccount, signUp } from "./support";
import { anotherReader, ask } from "./team";
import { inDatabase, promote } from "./teams";

/** The last part of a link's path, which is its token. */
const tokenOf = (link: string) => new URL(link).pathname.split("/").at(-1) ?? "";

/** Papers of the edition that the pages show. */
const EDITION = "2026-08-20";

const SAVED = ["to_read", "to_read", "to_read", "reading", "read"] as const;
const COLORS = ["yellow", "green", "blue", "rose"] as const;

/**
 * Signs the page's reader up with much of everything: votes, a library, lists, a team of four with
 * a collection and notes, things in the trash, and as an administrator reports and what became of
 * them.
 */
export async function fill(page: Page, browser: Browser): Promise<World> {
  const { email } = await signUp(page, newAccount("Ada King"));
  await promote(email);
  const [ben, mei, priya] = await Promise.all(
    ["Ben Okafor", "Mei Tanaka", "Priya Nair"].map((name) => anotherReader(browser, name)),
  );
  if (!ben || !mei || !priya) throw new Error("no readers were made");
  const { papers, userId } = await inDatabase(async (sql) => {
    const papers = await sql<{ id: number; slug: string; abstract: string; version: number }[]>`
      select id, slug, abstract,
        (select max(version) from paper_versions where paper_id = papers.id) as version
      from submissions join papers on papers.id = paper_id
      where feed_date = ${EDITION} and length(abstract) > 400 order by position limit 24`;
    const [me] = await sql<{ id: string }[]>`select id from users where email = ${email}`;
    return { papers: [...papers], userId: me?.id ?? "" };
  });
  const [first] = papers;
  if (!first) throw new Error(`the sample has no edition of ${EDITION}`);
  const idAt = (at: number) => papers[at % papers.length]?.id ?? first.id;

  const team = { id: randomUUID(), slug: `lab-${userId.slice(0, 8)}` };
  const about = "Vision and language, in two rooms and a kitchen. We read on Fridays.";
  await ask(page, "teams.create", { ...team, name: "Our Lab", description: about });
  const given = { teamId: team.id, email: "" };
  const invited = async () =>
    tokenOf((await ask<{ link: string }>(page, "invitations.createForTeam", given)).link);
  for (const reader of [ben, mei, priya]) {
    await ask(reader, "invitations.accept", { token: await invited() });
  }

  for (const [at, readers] of [[page, ben, mei, priya], [page, ben], [mei], [page]].entries()) {
    for (const reader of readers) {
      await ask(reader, "votes.set", { paperId: idAt(at), voted: true });
    }
  }

  for (const [at, { id: paperId }] of papers.entries()) {
    await ask(page, "library.set", { paperId, status: SAVED[at % SAVED.length] });
  }
  const many = (given: object) => ask(page, "library.setMany", given);
  await many({ paperIds: [idAt(0), idAt(3), idAt(5)], addTags: ["diffusion", "for the survey"] });
  await many({ paperIds: [idAt(1)], addTags: ["reread"], favorite: true });
  await many({ paperIds: [idAt(20), idAt(21)], removed: true });

  const list = randomUUID();
  const collection = randomUUID();
  const made = { list: randomUUID(), collection: randomUUID() };
  const create = (id: string, name: string, more: object = {}) =>
    ask(page, "lists.create", { id, name, ...more });
  await create(list, "Diffusion and flow matching", { description: "For the survey, in order." });
  await create(randomUUID(), "Read on the train");
  await create(made.list, "Course of last year");
  await create(collection, "Friday reading", {
    teamId: team.id,
    description: "One paper a week, with a sentence on why.",
  });
  await create(made.collection, "Old readings", { teamId: team.id });
  for (const [at, reader] of [page, ben, mei, priya, page, ben].entries()) {
    const note = at % 2 ? "" : "For Friday: section 3 is what we need, the rest is known.";
    await ask(page, "items.add", { listId: list, paperId: idAt(at) });
    await ask(reader, "items.add", { listId: collection, paperId: idAt(at), note });
  }
  for (const listId of [list, collection]) {
    await ask(page, "items.remove", { listId, paperId: idAt(5) });
  }
  for (const listId of [made.list, made.collection]) await ask(page, "lists.remove", { listId });
  const { token: publicLink } = await ask<{ token: string }>(page, "sharing.share", {
    listId: collection,
    withNotes: true,
  });

  const annotate = async (reader: Page, at: number, given: object) => {
    const id = randomUUID();
    const { id: paperId, version } = papers[at] ?? first;
    await ask(reader, "annotations.create", { id, paperId, version, body: "", ...given });
    return id;
  };
  const passage = ({ abstract }: { abstract: string }, part: number) => {
    const start = abstract.indexOf(" ", part * 90) + 1;
    return { start, end: abstract.indexOf(" ", start + 45), textHash: hashText(abstract) };
  };
  const forTeam = { teamId: team.id };
  for (const [part, color] of COLORS.entries()) {
    const target = passage(first, part);
    await annotate(page, 0, { target, color, audience: "me", body: part % 2 ? "" : "As in ours." });
  }
  const question = { audience: forTeam, body: "Does this hold for **long** inputs? See table 4." };
  const asked = await annotate(ben, 0, { ...question, target: passage(first, 4) });
  await ask(page, "annotations.reply", { id: randomUUID(), parentId: asked, body: "I will try." });
  await annotate(page, 0, { audience: "me", body: "Compare with what we had in May." });
  await annotate(mei, 1, { audience: forTeam, body: "The best of the week, read the appendix." });
  const note = await annotate(mei, 0, {
    audience: "everyone",
    body: "The code is out since today.",
  });

  const reportOf = async (body: string, about: "note" | "name" = "note") => {
    const noteId = await annotate(priya, 2, { audience: "everyone", body });
    const reason = "It is an advertisement.";
    await ask(ben, "moderation.report", { noteId, about, reason });
    const [report] = await inDatabase(
      (sql) =>
        sql`select id from reports where ${
          about === "note" ? sql`note_id = ${noteId}` : sql`closed_at is null and note_id is null`
        } order by created_at desc limit 1`,
    );
    return report?.id as string;
  };
  const acts: [Procedure, string][] = [
    ["moderation.hide", "Notes are no place for advertisements."],
    ["moderation.warn", "Please keep to the paper."],
  ];
  for (const [act, reason] of acts) {
    await ask(page, act, { reportId: await reportOf("Buy our course, ten percent off."), reason });
  }
  await reportOf("This is a very long advertisement for a course that nobody asked about.");
  await reportOf("As always, write to me.", "name");

  const invitation = await invited();
  await ask(page, "invitations.createForTeam", { teamId: team.id, email: "new@example.org" });
  return {
    team: team.slug,
    list,
    collection,
    paper: first.slug,
    note,
    userId,
    publicLink,
    invitation,
  };
}

/** Signs the page's reader up with an empty list and an empty team. */
export async function fillWithEmpty(page: Page): Promise<Pick<World, "list" | "team">> {
  await signUp(page, newAccount("Ada King"));
  const list = randomUUID();
  const team = `new-${list.slice(0, 8)}`;
  await ask(page, "lists.create", { id: list, name: "For next week" });
  await ask(page, "teams.create", { id: randomUUID(), name: "New Lab", slug: team });
  return { list, team };
}
