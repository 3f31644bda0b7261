import { randomBytes, randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { hashText } from "@/server/annotations/text";
import { findOffer } from "@/server/invitations/queries";
import { SEARCH_VERSION } from "@/server/papers/search/document";
import { finishIndexing, indexBatch, isAllIndexed } from "@/server/papers/search/mutations";
import { hashToken } from "@/server/platform/token";
import { anonymous, as, contextFor } from "../support/callers";
import { migrateFirst } from "../support/databases";
import type { User } from "../support/factories";

// A database as the first version of Broadsheet left it, migrated with all its data.

/** The number of migrations in the first version. */
const FIRST = 2;

const name = `test_${randomBytes(6).toString("hex")}`;
const server = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
const address = new URL(inject("postgresUrl"));
address.pathname = `/${name}`;
const { db, pool: sql, end } = connect(address.href, { max: 4 });

const [reader, other] = [randomUUID(), randomUUID()];
const [list, deletedList] = [randomUUID(), randomUUID()];
const [note, reply, highlight, secret, ownReply] = Array.from({ length: 5 }, () => randomUUID());
const [emptyNote, emptyHighlight, answeredHighlight] = [randomUUID(), randomUUID(), randomUUID()];
const abstract = "What the paper found, and how.";

async function fill() {
  await sql`insert into users (id, name, email, role) values
    (${reader}, 'Reader', 'reader@example.org', 'administrator'),
    (${other}, 'Other', 'other@example.org', 'reader')`;
  for (const number of [1, 2, 3, 4]) {
    const arxivId = `2401.0000${number}`;
    const [paper] = await sql`insert into papers (slug, arxiv_id, title, abstract)
      values (${arxivId}, ${arxivId}, ${`Paper ${number}`}, ${abstract}) returning id`;
    await sql`insert into paper_versions (paper_id, version, title, abstract, abstract_hash)
      values (${paper?.id}, 1, ${`Paper ${number}`}, ${abstract}, ${hashText(abstract)})`;
    await sql`insert into standings (paper_id, votes) values (${paper?.id}, 0)`;
  }
  // earlier versions accepted such a file
  await sql`update papers set categories = array_fill('的'::text || repeat('x', 36), array[50]) where id = 4`;
  await sql`insert into votes (user_id, paper_id) values (${reader}, 1), (${other}, 1), (${reader}, 2)`;
  await sql`update standings set votes = (select count(*) from votes where votes.paper_id = standings.paper_id)`;
  await sql`insert into user_papers (user_id, paper_id, status, saved_at) values
    (${reader}, 1, 'to_read', '2025-03-13T09:00Z'), (${reader}, 2, 'read', '2025-03-12T09:00Z')`;
  await sql`insert into lists (id, owner_user_id, name, description) values
    (${list}, ${reader}, 'Kept', 'Why it was made'), (${deletedList}, ${other}, 'Deleted', '')`;
  await sql`update lists set deleted_at = now() where id = ${deletedList}`;
  // an order other than by id or by time of addition
  await sql`insert into list_items (list_id, paper_id, position, added_by, added_at) values
    (${list}, 1, 'a1', ${reader}, '2025-03-01T09:00Z'), (${list}, 2, 'a0', ${reader}, '2025-03-02T09:00Z'),
    (${list}, 3, 'a0V', null, '2025-03-03T09:00Z'), (${deletedList}, 4, 'a0', ${other}, now())`;
  const at = { paper: 1, version: 1 };
  await sql`insert into annotations (id, paper_id, version, author_id, audience, body) values
    (${note ?? ""}, ${at.paper}, 1, ${reader}, 'everyone', 'A note'),
    (${secret ?? ""}, ${at.paper}, 1, ${reader}, 'me', 'A secret')`;
  await sql`insert into annotations (id, paper_id, version, author_id, audience, parent_id, body) values
    (${reply ?? ""}, ${at.paper}, 1, ${other}, 'everyone', ${note ?? ""}, 'A reply'),
    (${ownReply ?? ""}, ${at.paper}, 1, ${reader}, 'me', ${secret ?? ""}, 'An afterthought')`;
  await sql`insert into annotations
      (id, paper_id, version, author_id, audience, start, "end", exact, prefix, suffix, text_hash)
    values (${highlight ?? ""}, ${at.paper}, 1, ${other}, 'everyone', 5, 14, 'the paper', 'What ',
      ' found, and how.', ${hashText(abstract)})`;
  // earlier versions accepted an empty passage
  const empty = {
    start: 3,
    end: 4,
    exact: "",
    prefix: "",
    suffix: "",
    text_hash: hashText(abstract),
  };
  const ofEmpty = { paper_id: 2, version: 1, author_id: reader, audience: "everyone", ...empty };
  await sql`insert into annotations ${sql([
    { ...ofEmpty, id: emptyNote, body: "Words of its own" },
    { ...ofEmpty, id: emptyHighlight, body: "" },
    { ...ofEmpty, id: answeredHighlight, body: "" },
  ])}`;
  await sql`insert into annotations (paper_id, version, author_id, audience, parent_id, body) values
    (2, 1, ${other}, 'everyone', ${answeredHighlight}, 'A reply to nothing')`;
  await sql`insert into invitations (token_hash, email, created_by, expires, used_by, used_at) values
    (${hashToken("open")}, null, ${reader}, now() + interval '1 week', null, null),
    (${hashToken("bound")}, 'new@example.org', ${reader}, now() + interval '1 week', null, null),
    (${hashToken("expired")}, null, ${reader}, now() - interval '1 day', null, null),
    (${hashToken("used")}, null, ${reader}, now() + interval '1 week', ${other}, now()),
    (${hashToken("used by one who left")}, null, ${reader}, now() + interval '1 week', null, now())`;
  await sql`insert into pending_sign_ups (token_hash, name, email, password_hash, invitation_id, expires)
    select 'pending', 'New', 'new@example.org', 'some', id, now() + interval '1 day'
    from invitations where email = 'new@example.org'`;
}

const actor = (id: string) =>
  as({ id, name: "Reader", role: id === reader ? "administrator" : "reader" } as User, { db });

/** The papers on a list, in order. */
const present = async (who: string, listId: string) =>
  (await actor(who).lists.index({ listId })).items.map(([paperId]) => paperId);

beforeAll(async () => {
  await server`create database ${server(name)}`;
  await migrateFirst(address.href, FIRST);
  await fill();
  await migrate(address.href);
});

afterAll(async () => {
  await end();
  await server`drop database ${server(name)} with (force)`;
  await server.end();
});

it("keeps lists, their order and who made them", async () => {
  expect((await actor(reader).lists.read({ listId: list })).list).toMatchObject({
    name: "Kept",
    description: "Why it was made",
  });
  expect(await present(reader, list)).toEqual([2, 3, 1]);
  const rows = await sql`select id, owner_user_id, owner_team_id, created_by, visibility,
    public_token, deleted_at is null as live from lists`;
  const kept = { owner_team_id: null, visibility: "people", public_token: null };
  expect(rows).toHaveLength(2);
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: list, owner_user_id: reader, created_by: reader, live: true, ...kept },
      { id: deletedList, owner_user_id: other, created_by: other, live: false, ...kept },
    ]),
  );
  await expect(actor(other).lists.read({ listId: list })).rejects.toThrow(/no such list/);
  await actor(other).lists.restore({ listId: deletedList });
  expect(await present(other, deletedList)).toEqual([4]);
});

it("keeps of a paper's categories as many as are shown anywhere", async () => {
  const rows =
    await sql`select id, cardinality(categories) as kept, sort_title from papers order by id`;
  expect(rows.map(({ id, kept, sort_title }) => [id, kept, sort_title])).toEqual([
    [1, 0, "paper 1"],
    [2, 0, "paper 2"],
    [3, 0, "paper 3"],
    [4, 6, "paper 4"],
  ]);
});

it("finds papers by what was generated until they are indexed again, each once", async () => {
  const find = async (q: string) => {
    const { papers } = await anonymous({ db }).search.papers({ q });
    return papers.map(({ id }) => id);
  };
  expect(await find("found paper")).toEqual([4, 3, 2, 1]);
  const ctx = contextFor({ kind: "system" }, { db });
  expect(await isAllIndexed(ctx)).toBe(false);
  // stopped after the first two, and started again
  await sql`update papers set search_version = ${SEARCH_VERSION} where id < 3`;
  expect(await indexBatch(ctx, 5)).toBeNull();
  await sql`update papers set search_version = 0 where id < 3`;
  expect(await indexBatch(ctx, 5)).toBeNull();
  expect(await indexBatch(ctx, 5)).toBeNull();
  await finishIndexing(ctx);
  expect(await isAllIndexed(ctx)).toBe(true);
  expect(await find("found pap")).toEqual([4, 3, 2, 1]);
  const [word] = await sql`select stem, papers from search_words where word = 'paper'`;
  expect(word).toEqual({ stem: "paper", papers: 4 });
});

it("leaves tables that can be read by their indexes alone", async () => {
  const [papers] =
    await sql`select relallvisible > 0 as visible from pg_class where oid = 'papers'::regclass`;
  expect(papers).toEqual({ visible: true });
});

it("goes on with lists as before", async () => {
  await actor(reader).items.reorder({ listId: list, paperId: 1, to: "top" });
  await actor(reader).items.add({ listId: list, paperId: 4 });
  expect(await present(reader, list)).toEqual([1, 2, 3, 4]);
});

it("keeps the library and the votes, open to all as they were", async () => {
  const { statuses, voted, counts } =
    (await actor(reader).viewer.state({ paperIds: [1, 2, 3] })) ?? {};
  expect(statuses).toHaveLength(2);
  expect(JSON.stringify(statuses)).toContain("to_read");
  expect(voted?.toSorted()).toEqual([1, 2]);
  expect(counts).toEqual(expect.arrayContaining([[1, 2]]));
  const rows = await sql`select distinct favorite, tags, deleted_at from user_papers`;
  expect([...rows]).toEqual([{ favorite: false, tags: [], deleted_at: null }]);
  const hidden = await sql`select 1 from users where hides_votes`;
  expect(hidden).toHaveLength(0);
});

it("keeps replies on their notes, and each before its audience", async () => {
  const seen = await actor(other).annotations.onPaper({ paperId: 1 });
  const text = JSON.stringify(seen);
  expect(text).toContain("A reply");
  expect(text).toContain("the paper");
  expect(text).not.toContain("A secret");
  expect(text).not.toContain("An afterthought");
  expect(JSON.stringify(await anonymous({ db }).annotations.onPaper({ paperId: 1 }))).toContain(
    "A reply",
  );
  const rows =
    await sql`select id, parent_id, audience_key from annotations where parent_id is not null and paper_id = 1`;
  expect(rows).toHaveLength(2);
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: reply, parent_id: note, audience_key: "everyone" },
      { id: ownReply, parent_id: secret, audience_key: "me" },
    ]),
  );
  await expect(
    sql`update annotations set audience = 'everyone' where id = ${ownReply ?? ""}`,
  ).rejects.toThrow(/annotations_parent_fk/);
  await actor(other).annotations.reply({
    id: randomUUID(),
    parentId: note ?? "",
    body: "And one more",
  });
});

it("turns a note on an empty passage into a comment, and keeps the replies to a highlight of one", async () => {
  const { notes } = await actor(other).annotations.onPaper({ paperId: 2 });
  expect(notes).toHaveLength(3);
  expect(notes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: emptyNote, body: "Words of its own", exact: null }),
      expect.objectContaining({ id: answeredHighlight, deleted: true, body: "", exact: null }),
      expect.objectContaining({ parentId: answeredHighlight, body: "A reply to nothing" }),
    ]),
  );
  await expect(
    sql`update annotations set exact = '' where id = ${highlight ?? ""}`,
  ).rejects.toThrow(/annotations_exact_present/);
});

it("keeps used invitations used, and open ones open", async () => {
  const ctx = contextFor({ kind: "anonymous" }, { db });
  const open = async (token: string) => (await findOffer(ctx, { token })) !== null;
  expect(await open("open")).toBe(true);
  expect(await open("bound")).toBe(true);
  expect(await open("expired")).toBe(false);
  expect(await open("used")).toBe(false);
  expect(await open("used by one who left")).toBe(false);
  const rows = await sql`select distinct team_id, list_id, most_uses from invitations`;
  expect([...rows]).toEqual([{ team_id: null, list_id: null, most_uses: 1 }]);
  const pending = await sql`select 1 from pending_sign_ups
    join invitations on invitations.id = invitation_id where invitations.email = 'new@example.org'`;
  expect(pending).toHaveLength(1);
});
