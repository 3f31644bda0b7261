import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { startError } from "@/db/failure";
import { locks } from "@/db/locks";
import { migrate } from "@/db/migrate";
import { pendingMigrations } from "@/db/migrations";
import { databases, migrateFirst } from "../support/databases";

const { server, make, end } = databases();
afterAll(end);

/** A session on a database, and its number of pending migrations. */
function look(url: string) {
  const session = postgres(url, { max: 1, onnotice: () => {} });
  return { session, pending: async () => (await pendingMigrations(session)).length };
}

/** Waits until this database's migration waits for a table. Returns its process. */
const waiting = (name: string) =>
  expect
    .poll(async () => {
      const [migration] = await server`select pid from pg_stat_activity
        where datname = ${name} and application_name = 'broadsheet migration'
          and wait_event_type = 'Lock'`;
      return migration?.pid;
    })
    .toBeGreaterThan(0);

const kill = (name: string) => server`select pg_terminate_backend(pid) from pg_stat_activity
  where datname = ${name} and application_name = 'broadsheet migration'`;

it("a migration that is killed half-way leaves the database as it was, and the next one completes it", async () => {
  const { name, url } = await make();
  await migrateFirst(url, 2);
  const { session, pending } = look(url);
  const before = await pending();
  expect(before).toBeGreaterThan(2);
  const reader = await session.reserve();
  // the third migration changes this table
  await reader`begin`;
  await reader`lock table lists in access share mode`;
  const killed = migrate(url).then(
    () => "done",
    () => "killed",
  );
  await waiting(name);
  await kill(name);
  expect(await killed).toBe("killed");
  await reader`rollback`;
  reader.release();
  expect(await pending()).toBe(before);
  await migrate(url);
  expect(await pending()).toBe(0);
  await session.end();
});

it("a table locked by another session is not waited for forever", async () => {
  const { url } = await make();
  await migrateFirst(url, 2);
  const { session, pending } = look(url);
  const before = await pending();
  await session.begin(async (reader) => {
    await reader`lock table lists in access share mode`;
    const error = await migrate(url, { lockTimeout: "50ms" }).catch((thrown) => thrown);
    expect(startError(error, "DATABASE_URL")).toMatchObject({
      name: "StartError",
      message: expect.stringMatching(
        /another session holds one of its tables: .* Nothing was changed/,
      ),
    });
  });
  expect(await pending()).toBe(before);
  await session.end();
});

it("another process's migration is waited for, with a message, and not forever", async () => {
  const { url } = await make();
  const { session, pending } = look(url);
  const holder = await session.reserve();
  const [{ pid } = { pid: 0 }] = await holder`select pg_backend_pid() as pid,
    pg_advisory_lock(${locks.migrations})`;
  const said: string[] = [];
  const say = (line: string) => void said.push(line);

  await expect(migrate(url, { say, patienceMs: 0 })).rejects.toThrow(
    `Another session (pid ${pid}) has been updating the database`,
  );
  expect(said).toEqual([]);

  const stopped = new AbortController();
  const stopping = migrate(url, {
    signal: stopped.signal,
    say: (line) => {
      say(line);
      stopped.abort();
    },
  });
  await expect(stopping).rejects.toThrow(/abort/i);
  expect(said).toEqual(["Another process is updating the database: waiting for it …"]);

  await migrate(url, { say: () => void holder`select pg_advisory_unlock_all()`.execute() });
  holder.release();
  expect(await pending()).toBe(0);
  await session.end();
});

it("what a role may not do is said by what Postgres said, and not by Drizzle's wrapping", async () => {
  const { url } = await make();
  const { session } = look(url);
  await migrateFirst(url, 2);
  await session`create table list_members (id int)`;
  const error = await migrate(url).catch((thrown) => thrown);
  const otherwise = (message: string) => `It could not be done (${message}).`;
  expect(startError(error, "DATABASE_URL", otherwise)).toMatchObject({
    message: 'It could not be done (relation "list_members" already exists).',
  });
  await session.end();
});
