import { afterAll, expect, it } from "vitest";
import { connect } from "@/db/client";
import { reserve } from "@/db/reserved";

const url = process.env.DATABASE_URL ?? "";
const { pool, end } = connect(url, { max: 1 });
afterAll(end);

it("fails every statement once the connection is lost, before and after the driver knows", async () => {
  const reserved = await reserve(url, "to be lost");
  const [own] = await reserved.session`select pg_backend_pid() as pid`;
  await pool`select pg_terminate_backend(${own?.pid})`;
  const said: string[] = [];
  const ask = async () => reserved.session`select pg_backend_pid()`.then(() => "answered");
  await expect
    .poll(async () => {
      said.push(await ask().catch((error: Error) => error.message));
      return said.at(-1);
    })
    .toBe("the connection was lost");
  expect(said).not.toContain("answered");
  expect(() => reserved.session.unsafe("select 1")).toThrow("the connection was lost");
  await reserved.end();
});

it("is the same connection, whose statements belong together", async () => {
  const { session, end: close } = await reserve(url, "kept");
  await session.unsafe("begin");
  await session`set local application_name = 'within'`;
  const [row] = await session`select current_setting('application_name') as name`;
  expect(row?.name).toBe("within");
  await session.unsafe("rollback");
  await close();
});

it("says why there is no connection", async () => {
  const other = new URL(url);
  other.pathname = "/nothing_here";
  await expect(reserve(other.href, "none")).rejects.toThrow(
    'database "nothing_here" does not exist',
  );
});
