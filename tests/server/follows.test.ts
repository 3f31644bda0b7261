import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { followedCollections, followedTopics } from "@/db/schema/follows";
import { teams } from "@/db/schema/teams";
import { appDatabase } from "@/server/platform/database";
import { as } from "../support/callers";
import {
  makeCollection,
  makePapers,
  makeTeam,
  makeUser,
  type Paper,
  type User,
} from "../support/factories";

const follow = (user: User, ...topics: string[]) => as(user).follows.setTopics({ topics });

describe("topics that a reader follows", () => {
  test("are replaced as a whole, and are nobody else's", async () => {
    const [me, other] = [await makeUser(), await makeUser()];
    await follow(me, "agents", "code", "agents");
    await follow(other, "video");
    expect((await as(me).follows.topics()).sort()).toEqual(["agents", "code"]);
    await follow(me, "code", "theory");
    expect((await as(me).follows.topics()).sort()).toEqual(["code", "theory"]);
    expect(await as(other).follows.topics()).toEqual(["video"]);
    await as(me).follows.setTopics({});
    expect(await as(me).follows.topics()).toEqual([]);
  });

  test("are sent by a form as one checkbox each", async () => {
    const me = await makeUser();
    await as(me).follows.setTopics({ topics: { agents: "on", code: "on" } });
    expect((await as(me).follows.topics()).sort()).toEqual(["agents", "code"]);
  });

  test("are known ones; a topic that the rules have dropped since is left out", async () => {
    const me = await makeUser();
    await expect(follow(me, "sports")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await appDatabase().insert(followedTopics).values({ userId: me.id, topic: "alchemy" });
    await follow(me, "code");
    await appDatabase().insert(followedTopics).values({ userId: me.id, topic: "alchemy" });
    expect(await as(me).follows.topics()).toEqual(["code"]);
  });

  test("are those of one of two changes at once, never of both", async () => {
    const me = await makeUser();
    for (let round = 0; round < 5; round++) {
      await Promise.all([follow(me, "agents", "code"), follow(me, "video", "theory")]);
      const now = (await as(me).follows.topics()).sort();
      expect([
        ["agents", "code"],
        ["theory", "video"],
      ]).toContainEqual(now);
    }
  });
});

describe("collections that a reader follows", () => {
  const followed = async (user: User) =>
    (await as(user).follows.collections()).map(({ name }) => name);

  test("are those that they may read, as long as they may", async () => {
    const [owner, me, stranger] = [await makeUser(), await makeUser(), await makeUser()];
    const team = await makeTeam({ owner, members: [me] });
    const { id: listId } = await makeCollection(team, { createdBy: owner.id, name: "Ours" });
    for (let again = 0; again < 2; again++) {
      await as(me).follows.followCollection({ listId, on: true });
    }
    await expect(as(stranger).follows.followCollection({ listId, on: true })).rejects.toMatchObject(
      { code: "NOT_FOUND" },
    );
    expect(await followed(me)).toEqual(["Ours"]);
    expect((await as(me).lists.read({ listId })).isFollowed).toBe(true);
    expect((await as(owner).lists.read({ listId })).isFollowed).toBe(false);

    await as(owner).teams.remove({ teamId: team.id, userId: me.id });
    expect(await followed(me)).toEqual([]);
    // who may no longer read it can still stop
    await as(me).follows.followCollection({ listId, on: false });
    await as(owner).teams.restoreMember({ teamId: team.id, userId: me.id });
    expect(await followed(me)).toEqual([]);
  });

  test("are at most a hundred, also of two at once", async () => {
    const me = await makeUser();
    const team = await makeTeam({ owner: me });
    const all = await Promise.all(
      Array.from({ length: 101 }, () => makeCollection(team, { createdBy: me.id })),
    );
    const [first, second] = all.splice(0, 2);
    const mine = all.map(({ id }) => ({ userId: me.id, listId: id }));
    await appDatabase().insert(followedCollections).values(mine);
    const results = await Promise.allSettled(
      [first, second].map((list) =>
        as(me).follows.followCollection({ listId: list?.id ?? "", on: true }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await followed(me)).toHaveLength(100);

    // those that the reader can no longer see do not count
    await appDatabase().update(teams).set({ dissolvedAt: new Date() }).where(eq(teams.id, team.id));
    const other = await makeCollection(await makeTeam({ owner: me }), { createdBy: me.id });
    await as(me).follows.followCollection({ listId: other.id, on: true });
    expect(await followed(me)).toHaveLength(1);
  });

  test("are chosen by a form, and are collections only", async () => {
    const me = await makeUser();
    const listId = randomUUID();
    await as(me).lists.create({ id: listId, name: "Mine" });
    await expect(as(me).follows.followCollection({ listId, on: "on" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

describe("papers by followed topics", () => {
  let papers: Record<"best" | "agents" | "code" | "old" | "latest", Paper>;
  beforeAll(async () => {
    const paper = (title: string, feedDate: string, topics: string[], sourceUpvotes: number) => ({
      title,
      feedDate,
      topics,
      sourceUpvotes,
    });
    const [best, agents, code, old, latest] = await makePapers([
      paper("Best", "2030-06-06", ["theory"], 500),
      paper("Agents in $O(n \\log n)$", "2030-06-05", ["data", "agents"], 20),
      paper("Code", "2030-06-05", ["code"], 30),
      paper("Old", "2030-05-01", ["agents"], 900),
      paper("Latest", "2030-06-07", ["agents"], 1),
    ]);
    papers = { best, agents, code, old, latest } as typeof papers;
  });
  const at = { now: () => new Date("2030-06-07T12:00:00Z") };
  const titles = (found: { title: string }[] | null) => found?.map(({ title }) => title);

  test("to begin with are the latest days' best, those about followed topics first", async () => {
    const me = await makeUser();
    expect(titles(await as(me, at).follows.suggestions())).toEqual([
      "Latest",
      "Best",
      "Code",
      "Agents in O(n log n)",
    ]);
    await follow(me, "agents");
    const suggested = await as(me, at).follows.suggestions();
    expect(titles(suggested)).toEqual(["Latest", "Agents in O(n log n)", "Best", "Code"]);
    // by the topic that is followed, not by the first
    expect(suggested[1]).toMatchObject({ topic: "Agents", slug: papers.agents.slug });
    expect(suggested[2]).toMatchObject({ topic: "Theory" });
  });

  test("beside an edition are those of the days before that are not in the library", async () => {
    const me = await makeUser();
    const beside = async () => titles((await as(me, at).viewer.rail({})).onTopics);
    expect((await as(me, at).viewer.rail({})).onTopics).toBeNull();
    await follow(me, "agents", "code");
    expect(await beside()).toEqual(["Code", "Agents in O(n log n)"]);
    await as(me).library.set({ paperId: papers.code.id, status: "read" });
    expect(await beside()).toEqual(["Agents in O(n log n)"]);
    await as(me).library.remove({ paperId: papers.code.id });
    expect(await beside()).toEqual(["Code", "Agents in O(n log n)"]);
    await follow(me, "medicine");
    expect(await beside()).toEqual([]);
  });
});
