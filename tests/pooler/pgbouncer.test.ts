import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, settings } from "@/bin/database";
import { checkDatabase } from "@/db/check";
import { type Embedded, embedded } from "@/db/embedded";
import { watch } from "@/server/live/hub";
import { listenForChanges } from "@/server/startup/listen";
import { as } from "../support/callers";
import { makeEdition, makeUser } from "../support/factories";
import { startPgBouncer } from "../support/pgbouncer";
import { temporaryFolder } from "../support/temporary-folder";

let folder = "";
let server: Embedded;
let pooler: Awaited<ReturnType<typeof startPgBouncer>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await embedded(folder, { settings: { fsync: "off" } });
  pooler = await startPgBouncer(folder, server.url);
  Object.assign(process.env, {
    DATABASE_URL: pooler.transaction,
    DATABASE_DIRECT_URL: server.url,
    LOG_LEVEL: "silent",
  });
});

afterAll(async () => {
  await globalThis.broadsheetPool?.end();
  await pooler.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("a pooler that keeps no sessions", () => {
  it("needs a second address, past it", async () => {
    await expect(checkDatabase({ url: pooler.transaction })).rejects.toThrow(
      "DATABASE_URL leads through a pooler that keeps no sessions, such as PgBouncer in transaction mode: set DATABASE_DIRECT_URL",
    );
    await expect(
      checkDatabase({ url: pooler.transaction, directUrl: pooler.transaction }),
    ).rejects.toThrow("DATABASE_DIRECT_URL leads through a pooler that keeps no sessions");
    expect(await checkDatabase({ url: pooler.transaction, directUrl: server.url })).toEqual([]);
  });

  it("serves the app, which hears of changes past it", async () => {
    await openDatabase(settings());
    const stopListening = await listenForChanges();
    const owner = await makeUser();
    const listId = randomUUID();
    await as(owner).lists.create({ id: listId, name: "Kept" });
    const heard = new Promise<void>((resolve) => {
      watch({ userId: owner.id, listId, teamId: undefined, wake: () => resolve(), end: () => {} });
    });
    const papers = await makeEdition("2025-03-13", 12);
    // more concurrent calls than the pooler has sessions, with every prepared statement of the app
    const votes = papers.flatMap(({ id }) =>
      [true, false, true].map((voted) => as(owner).votes.set({ paperId: id, voted })),
    );
    await Promise.all(votes);
    for (const { id } of papers) {
      expect(await as(owner).votes.set({ paperId: id, voted: true })).toMatchObject({ count: 1 });
    }
    await as(owner).items.add({ listId, paperId: papers[0]?.id ?? 0 });
    await heard;
    await stopListening();
  });

  it("is left without locks, and the next start does not wait", async () => {
    const session = postgres(server.url, { max: 1 });
    expect(await session`select from pg_locks where locktype = 'advisory'`).toHaveLength(0);
    await session.end();
    await openDatabase(settings());
  });
});

describe("a pooler that keeps sessions", () => {
  it("is enough by itself", async () => {
    expect(await checkDatabase({ url: pooler.session })).toEqual([]);
  });
});
