import { access, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Embedded, embedded } from "@/db/embedded";
import { run, until } from "../support/app";
import { temporaryFolder } from "../support/temporary-folder";

const BACKUP_PASSPHRASE = "correct horse battery staple";
const SAMPLE = path.resolve(import.meta.dirname, "../../db/sample/2025-03-13.jsonl.gz");

let folder = "";
/** An external Postgres, as the commands see it. */
let own: Embedded;

beforeAll(async () => {
  folder = await temporaryFolder();
  own = await embedded(path.join(folder, "own"), { settings: { fsync: "off" } });
});

afterAll(async () => {
  await own.stop();
  await rm(folder, { recursive: true, force: true });
});

async function command(name: string, args: string[], env: Record<string, string>) {
  const running = run(["bin/run.mjs", `bin/${name}.ts`, ...args], env);
  return { status: await running.exited, output: running.output() };
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

test("from the embedded database to one's own Postgres, and back", async () => {
  const DATA_DIR = path.join(folder, "first");
  const file = path.join(folder, "first.tar.gz");
  const none = await command("backup", [file], { DATA_DIR });
  expect(none.output).toContain(`There is no database in ${DATA_DIR} to back up`);
  expect(await isThere(DATA_DIR)).toBe(false);

  expect((await command("import", [SAMPLE], { DATA_DIR })).status).toBe(0);
  const signed = await readFile(path.join(DATA_DIR, "secret"), "utf8");
  const made = await command("backup", [file], { DATA_DIR, BACKUP_PASSPHRASE });
  expect(made.output).toMatch(/\d+ rows in .*first\.tar\.gz \(\d\.\d MB\)\.$/m);
  expect(made.status).toBe(0);
  expect((await stat(file)).mode & 0o077).toBe(0);
  const DATABASE_URL = own.url;
  const moved = await command("restore", [file], { DATABASE_URL, BACKUP_PASSPHRASE });
  expect(moved.output).toContain("Restored the backup of ");
  expect(await readFile(`${file}.auth-secret`, "utf8")).toBe(signed);
  const back = path.join(folder, "back.tar.gz");
  const AUTH_SECRET = signed;
  const env = { DATABASE_URL, BACKUP_PASSPHRASE, AUTH_SECRET };
  expect((await command("backup", [back], env)).status).toBe(0);
  const second = { DATA_DIR: path.join(folder, "second"), BACKUP_PASSPHRASE };
  expect((await command("restore", [back], second)).status).toBe(0);
  expect(await readFile(path.join(folder, "second", "secret"), "utf8")).toBe(signed);
  const load = await command("import", [SAMPLE], second);
  expect(load.output).toContain("92 rows: 0 added, 0 updated, 92 unchanged, 0 skipped.");
});

test("a backup that is killed leaves no file that looks whole", async () => {
  const DATABASE_URL = own.url;
  // enough data that the backup is still running when it is killed
  expect((await command("import", [SAMPLE], { DATABASE_URL })).status).toBe(0);
  const sql = postgres(DATABASE_URL, { max: 1 });
  await sql`insert into installation (key, value)
    select 'filler ' || n,
      (select string_agg(sha512(convert_to(n || ' ' || m, 'UTF8'))::text, '') from generate_series(1, 15) m)
    from generate_series(1, 100000) n`;
  const file = path.join(folder, "killed.tar.gz");
  const running = run(["bin/run.mjs", "bin/backup.ts", file], { DATABASE_URL });
  const partial = await until(async () => {
    const name = (await readdir(folder)).find((each) => each.startsWith("killed.tar.gz."));
    const at = name && path.join(folder, name);
    return at && (await stat(at)).size > 1_000_000 ? at : null;
  }, "the backup to be under way");
  running.kill("SIGKILL");
  await running.exited;
  expect(await isThere(file)).toBe(false);
  const check = await command("restore", [partial, "--check"], {});
  expect(check).toMatchObject({ status: 1 });
  expect(check.output).toMatch(/damaged or cut off|incomplete/);
  await sql`delete from installation where key like 'filler %'`;
  await sql.end();
});

test("what is no backup is refused in one sentence", async () => {
  const file = path.join(folder, "text");
  await writeFile(file, "not one");
  const env = { DATABASE_URL: own.url };
  const { status, output } = await command("restore", [file], env);
  expect({ status, output }).toEqual({
    status: 1,
    output: "This file is not a backup of Broadsheet.\n",
  });
  expect((await command("restore", [], env)).output).toContain("Name one file");
  const folderMissing = await command("backup", [path.join(folder, "no", "where")], env);
  expect(folderMissing.output).toContain("could not be written to");
});
