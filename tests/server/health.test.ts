import { afterAll, expect, test } from "vitest";
import { connect } from "@/db/client";
import { health } from "@/server/health/queries";

/** One connection, so that session settings apply to the calls that follow. */
const { db, end } = connect(process.env.DATABASE_URL ?? "", { max: 1 });

afterAll(end);

const MINUTE = 60_000;
let now = Date.now();
const database = async (wait = 0) => {
  now += wait;
  return (await health(db, now)).database;
};

test("a read-only database is unhealthy, and healthy once it is writable", async () => {
  expect(await health(db, now)).toMatchObject({ status: "ok", database: "ok" });
  await db.execute("set default_transaction_read_only = on");
  // not every call tries a write
  expect(await database()).toBe("ok");
  expect(await health(db, now + MINUTE)).toMatchObject({
    status: "failing",
    database: "not writable",
  });
  await db.execute("set default_transaction_read_only = off");
  expect(await database(MINUTE)).toBe("ok");
});

test("a database with a full disk is unhealthy", async () => {
  await db.execute(`
    create function no_space() returns event_trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
  await db.execute("create event trigger full_disk on ddl_command_end execute function no_space()");
  expect(await database(MINUTE)).toBe("not writable");
  await db.execute("drop event trigger full_disk");
  expect(await database()).toBe("ok");
});

test("trying leaves nothing behind", async () => {
  expect(await database(MINUTE)).toBe("ok");
  const left = await db.execute("select 1 from pg_class where relname = 'write_probe'");
  expect(left).toHaveLength(0);
});

test("a missing database is reported as unhealthy", async () => {
  const nowhere = connect("postgres://nobody@127.0.0.1:1/none", { max: 1 });
  expect(await health(nowhere.db, now)).toMatchObject({
    status: "failing",
    database: "unreachable",
  });
  await nowhere.end();
});

test("the disk is reported only if the embedded database is in use", async () => {
  const folder = process.cwd();
  expect(await health(db, now, folder)).toMatchObject({ disk: expect.stringMatching(/^ok$|full/) });
  expect(await health(db, now)).not.toHaveProperty("disk");
});
