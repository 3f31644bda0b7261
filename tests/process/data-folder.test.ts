import { chmod, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataFolder } from "@/db/data-folder";
import { embedded } from "@/db/embedded";
import { temporaryFolder } from "../support/temporary-folder";

const asRoot = process.getuid?.() === 0;

let folder = "";
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("data lie in the project, or where the settings say", async () => {
  expect(await dataFolder(folder, undefined)).toBe(path.join(folder, ".data"));
  expect(await dataFolder(folder, "elsewhere")).toBe(path.join(folder, "elsewhere"));
  expect(await dataFolder(folder, "/srv/broadsheet")).toBe("/srv/broadsheet");
});

test("in root's private home, where Postgres cannot go, data lie under /var/lib", async () => {
  const project = path.join(folder, "home", "papers");
  await mkdir(project, { recursive: true });
  await chmod(path.dirname(project), 0o700);
  const said: string[] = [];
  const chosen = await dataFolder(project, undefined, (line) => said.push(line));
  const elsewhere = expect.stringMatching(/^\/var\/lib\/broadsheet\/papers-[0-9a-f]{8}$/);
  expect(chosen).toEqual(asRoot ? elsewhere : path.join(project, ".data"));
  expect(said).toEqual(asRoot ? [expect.stringContaining(chosen)] : []);
});

test("a folder with spaces and accents works, and its log quotes no row", async () => {
  const data = path.join(folder, "Données d’été");
  const server = await embedded(data);
  const sql = postgres(server.url, { max: 1 });
  const [settings] = await sql`
    select current_setting('listen_addresses') as address, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit, lower('ÉΣ') as lower`;
  await sql`create table readers (email text constraint no_readers check (false))`;
  const insert = sql`insert into readers values ('secretive@example.org')`;
  await expect(insert).rejects.toMatchObject({ detail: expect.stringContaining("secretive") });
  await sql.end();
  await server.stop();
  const log = await readFile(path.join(data, "postgres", "server.log"), "utf8");
  expect(log).toContain('violates check constraint "no_readers"');
  expect(log).not.toContain("secretive");
  expect(settings).toEqual({ address: "127.0.0.1", fsync: "on", commit: "on", lower: "éσ" });
});

test("a server is kept running by each process that starts it, until the last one releases it", async () => {
  const data = path.join(folder, "data");
  const holders = await Promise.all([embedded(data), embedded(data), embedded(data)]);
  const url = holders[0]?.url ?? "";
  expect(new Set(holders.map((holder) => holder.url)).size).toBe(1);
  const answers = async () => {
    const sql = postgres(url, { max: 1 });
    const found = await sql`select 1`.catch(() => []);
    await sql.end();
    return found.length === 1;
  };
  for (const holder of holders) {
    expect(await answers()).toBe(true);
    await holder.stop();
  }
  expect(await answers()).toBe(false);
});
