import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { checkDatabase } from "@/db/check";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { missingExtension } from "@/db/role";
import { databases } from "../support/databases";
import { TEMPLATE } from "../support/postgres";

const { server, make, role, end } = databases();
afterAll(end);

/** The error with which starting on this database fails. */
const refusal = (url: string, options?: Parameters<typeof checkDatabase>[1]): Promise<string> =>
  checkDatabase({ url }, options).then(
    () => "none",
    (error) => `${error.name}: ${error.message}`,
  );

describe("a database is checked before it is used", () => {
  it("and serves as it should be made", async () => {
    const { url } = await make();
    expect(await checkDatabase({ url }, { connections: 22 })).toEqual([]);
    expect(await checkDatabase({ url, directUrl: url }, { connections: 22 })).toEqual([]);
  });

  it("on a Postgres that is too old", async () => {
    const { name, url } = await make();
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    // a function that shadows the server's own and reports another version
    await sql.unsafe(`
      create schema old;
      create function old.current_setting(name text) returns text language sql
        as $$ select case name when 'server_version_num' then '140012'
          else pg_catalog.current_setting(name) end $$;
      alter database ${name} set search_path = old, pg_catalog, public`);
    await sql.end();
    expect(await refusal(url)).toBe(
      "StartError: DATABASE_URL points to PostgreSQL 14, and Broadsheet needs 15 or newer: update it, or unset DATABASE_URL to use the embedded one.",
    );
  });

  it.each(["LATIN1", "SQL_ASCII"])("in the encoding %s", async (encoding) => {
    const libc = `template template0 encoding '${encoding}' locale_provider libc locale 'C'`;
    const { url } = await make(libc);
    expect(await refusal(url)).toMatch(
      `StartError: The database that DATABASE_URL points to is encoded in ${encoding}, which does not hold every letter: create one with createdb`,
    );
  });

  it("in a locale without capitals beyond A to Z, which is a warning", async () => {
    const { url } = await make(
      "template template0 encoding 'UTF8' locale_provider libc locale 'C'",
    );
    expect(await checkDatabase({ url })).toEqual([
      expect.stringMatching(/^The database's locale is C, in which É, Σ and Ж are no capitals/),
    ]);
  });

  it("when it is read-only", async () => {
    const { name, url } = await make();
    await server.unsafe(`alter database ${name} set default_transaction_read_only = on`);
    expect(await refusal(url)).toMatch("DATABASE_URL points to is read-only: turn off");
  });

  it("when there is none of its name", async () => {
    const url = new URL(inject("postgresUrl"));
    url.pathname = "/nowhere";
    expect(await refusal(url.href)).toMatch(/names a database that is not there .*create it/);
  });

  it("with a parameter that Postgres does not know", async () => {
    const { url } = await make();
    expect(await refusal(`${url}?channel_binding=require`)).toMatch(
      /has a parameter that Postgres does not know \(.*"channel_binding"\): take it out/,
    );
  });

  it("with TLS that the server does not have", async () => {
    const { url } = await make();
    expect(await refusal(`${url}?sslmode=require`)).toMatch(
      "DATABASE_URL asks for TLS with its sslmode, and the server there has none",
    );
    expect(await refusal(`${url}?sslmode=prefer`)).toBe("none");
  });

  it("and two addresses lead to the same", async () => {
    const [{ url }, { url: directUrl }] = [await make(), await make()];
    await expect(checkDatabase({ url, directUrl })).rejects.toThrow(
      "DATABASE_URL and DATABASE_DIRECT_URL lead to two databases",
    );
  });
});

describe("a role is checked", () => {
  it("for the rights that migrations take", async () => {
    const database = await make();
    const { name, url } = await role(database.url);
    expect(await refusal(url)).toMatch(
      `may create nothing in the database ${database.name}: let the database's owner grant it`,
    );
    await server.unsafe(`grant create on database ${database.name} to ${name}`);
    expect(await refusal(url)).toMatch(`may create no tables in the schema public`);
    const session = postgres(database.url, { max: 1 });
    await session.unsafe(`grant create on schema public to ${name}`);
    expect(await refusal(url)).toBe("none");
    await migrate(url);
    await session.unsafe(`revoke create on schema public from ${name}`);
    await session.end();
    expect(await refusal(url)).toBe("none");
  });

  it("for those that readers take, once the database is up to date", async () => {
    const database = await make(`template ${TEMPLATE}`);
    const { name, url } = await role(database.url);
    expect(await refusal(url)).toMatch(/lacks a right \(permission denied for schema drizzle\)/);
    const session = postgres(database.url, { max: 1 });
    await session.unsafe(`grant usage on schema drizzle, graphile_worker to ${name};
      grant select on all tables in schema drizzle, graphile_worker to ${name}`);
    expect(await refusal(url)).toMatch(
      /The role \w+ may not read and write the table \w+: connect/,
    );
    await session.unsafe(
      `grant select, insert, update, delete on all tables in schema public to ${name}`,
    );
    expect(await refusal(url)).toMatch(
      /The role \w+ may not use the queue of jobs, which belongs to \w+: connect as that role/,
    );
    const [owner] = await session`select current_user as name`;
    await session.unsafe(`grant "${owner?.name}" to ${name}`);
    await session.end();
    expect(await refusal(url)).toBe("none");
    await migrate(url);
  });

  it("for the connections that it may have", async () => {
    const { name, url } = await role(
      await make().then((database) => database.url),
      "connection limit 6",
    );
    await server.unsafe(`grant create on database ${new URL(url).pathname.slice(1)} to ${name}`);
    expect(await refusal(url, { connections: 7 })).toMatch("may create no tables");
    const owner = await make(`owner ${name} template template0 encoding 'UTF8'`);
    const own = new URL(url);
    own.pathname = `/${owner.name}`;
    expect(await refusal(own.href, { connections: 22 })).toMatch(
      "Postgres allows 6 connections here, and with DATABASE_POOL this process would keep 22: lower DATABASE_POOL by 16 or more",
    );
    expect(await refusal(own.href, { connections: 22, processes: 3 })).toMatch(
      "with DATABASE_POOL this app with its 3 web processes would keep 22: lower WEB_CONCURRENCY, or DATABASE_POOL by 6 or more",
    );
    expect(await checkDatabase({ url: own.href }, { connections: 6 })).toEqual([]);
    const other = connect(own.href, { max: 1 });
    await other.pool`select 1`;
    expect(await checkDatabase({ url: own.href }, { connections: 6 })).toEqual([
      expect.stringMatching(
        /^This process keeps up to 6 connections to Postgres, which has 5 of 6 free/,
      ),
    ]);
    await other.end();
  });

  it("and the server for the extensions that migrations create", async () => {
    const missing = (name: string) =>
      missingExtension(server, ["SELECT 1", `CREATE EXTENSION IF NOT EXISTS ${name};`]);
    expect(await missing("unaccent")).toBeUndefined();
    expect(await missing("nowhere")).toBe("nowhere");
  });
});

describe("a server other than Postgres", () => {
  let fake: Server;
  let taken = 0;
  let react: (socket: Socket) => void;
  const address = () => `postgres://ada:secret@127.0.0.1:${(fake.address() as AddressInfo).port}/x`;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    fake = createServer((socket) => {
      taken++;
      sockets.add(socket.on("error", () => {}));
      react(socket);
    }).listen(0, "127.0.0.1");
    await once(fake, "listening");
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    taken = 0;
  });
  afterAll(() => void fake.close());

  it("and closes connections at once is asked once", async () => {
    react = (socket) => void socket.end();
    expect(await refusal(address())).toMatch(
      "DATABASE_URL points to takes connections and closes them before they are of use",
    );
    expect(taken).toBe(1);
  });

  it("is not probed repeatedly while the app runs either", async () => {
    react = (socket) => void socket.end();
    const { pool, end } = connect(address(), { max: 1 });
    await expect(pool`select 1`).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    await end();
    expect(taken).toBe(1);
  });

  it("and never answers is given up in time", async () => {
    react = () => {};
    expect(await refusal(address(), { deadlineMs: 200 })).toMatch(
      "StartError: The Postgres that DATABASE_URL points to did not answer within 0.2 seconds",
    );
  });

  it("and never answers is given up when the app is told to stop", async () => {
    const stopped = new AbortController();
    react = () => stopped.abort();
    expect(await refusal(address(), { signal: stopped.signal })).toMatch("Stopped before");
  });

  it("and answers something else is not taken for one", async () => {
    react = (socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    expect(await refusal(address())).toMatch("it is no Postgres");
    expect(taken).toBe(1);
  });
});
