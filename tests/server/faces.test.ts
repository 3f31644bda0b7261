import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { appDatabase } from "@/server/platform/database";
import { HUES, hueOf } from "@/server/teams/hue";
import { as } from "../support/callers";
import { databases, migrateFirst } from "../support/databases";
import { makeUser, type User } from "../support/factories";

/** Names with one color. */
const NAMES = Array.from({ length: 1_000 }, (_, at) => `Reader ${at}`)
  .filter((name) => hueOf(name) === 7)
  .slice(0, HUES + 2);

const create = (owner: User) =>
  as(owner).teams.create({ id: randomUUID(), name: "Lab", description: "" });

async function linkTo(owner: User, teamId: string): Promise<string> {
  const { link } = await as(owner).invitations.createForTeam({ teamId, email: "", mostUses: 25 });
  return new URL(link).pathname.replace("/join/", "");
}

const huesIn = (teamId: string) =>
  appDatabase()
    .select({ id: users.id, hue: users.hue })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(eq(teamMembers.teamId, teamId));

describe("the color of a face", () => {
  it("differs within a team of ten, who join at once and whose names have one color", async () => {
    const [owner, ...others] = await Promise.all(NAMES.map((name) => makeUser({ name })));
    if (!owner) throw new Error("nobody");
    const { id } = await create(owner);
    const token = await linkTo(owner, id);
    const ten = others.slice(0, HUES - 1);
    await Promise.all(ten.map((user) => as(user).invitations.accept({ token })));
    const hues = await huesIn(id);
    expect(hues.map(({ hue }) => hue).sort()).toEqual(Array.from({ length: HUES }, (_, at) => at));
    expect(hues.find((each) => each.id === owner.id)?.hue).toBe(7);

    // the eleventh shares one, their name's own
    const [eleventh] = others.slice(HUES - 1);
    if (!eleventh) throw new Error("nobody");
    await as(eleventh).invitations.accept({ token });
    expect((await huesIn(id)).find((each) => each.id === eleventh.id)?.hue).toBe(7);
  });

  it("stays what the first team gave", async () => {
    const [owner, mate] = await Promise.all(NAMES.slice(0, 2).map((name) => makeUser({ name })));
    if (!owner || !mate) throw new Error("nobody");
    const first = await create(owner);
    await as(mate).invitations.accept({ token: await linkTo(owner, first.id) });
    const given = (await huesIn(first.id)).find(({ id }) => id === mate.id)?.hue;
    expect(given).not.toBe(7);
    const { id } = await create(mate);
    expect(await huesIn(id)).toEqual([{ id: mate.id, hue: given }]);
  });
});

describe("members of before faces had colors of their own", () => {
  /** How many migrations there were. */
  const BEFORE = 21;
  const { make, end } = databases();
  afterAll(end);

  it("differ by when they joined, in their first team", async () => {
    const { url } = await make();
    await migrateFirst(url, BEFORE);
    const { pool: sql, end: close } = connect(url, { max: 1 });
    const ids = Array.from({ length: 12 }, () => randomUUID());
    for (const [at, id] of ids.entries()) {
      await sql`insert into users (id, name, email) values (${id}, 'Same', ${`${at}@example.org`})`;
    }
    // the latter of which has one member, of the former
    for (const [slug, members] of [
      ["lab", ids.slice(0, 11)],
      ["later", ids.slice(3, 4)],
    ] as const) {
      await sql.begin(async (tx) => {
        const team = randomUUID();
        await tx`insert into teams (id, slug, name) values (${team}, ${slug}, 'Lab')`;
        for (const id of members) {
          await tx`insert into team_members (team_id, user_id, role, joined_at)
            values (${team}, ${id}, 'owner', clock_timestamp())`;
        }
      });
    }
    await migrate(url);
    const rows = await sql`select id, hue from users`;
    const hues = new Map(rows.map(({ id, hue }) => [id, hue]));
    expect(ids.map((id) => hues.get(id))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, null]);
    await close();
  });
});
