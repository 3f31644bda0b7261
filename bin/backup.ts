import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { dataFolder } from "@/db/data-folder";
import { StartError } from "@/db/start-error";
import { writeArchive } from "@/server/backup/archive";
import { dump } from "@/server/backup/dump";
import { writeWhole } from "@/server/backup/file";
import type { Env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { openServer, secretFile, settings } from "./database";
import { root, say } from "./setup.mjs";

const HELP = `npm run backup -- [FILE]

Copies the whole database into one file, as it is at one moment, while the app goes on running.
Without FILE the name is broadsheet- and the time, in the folder where the command is given.

With BACKUP_PASSPHRASE set, the file is encrypted and holds everything. Without it, password
hashes, authenticator apps, provider tokens, sessions, mailed links and public links are left out.

npm run restore -- FILE brings it back, into an empty database.
`;

const LEFT_OUT = `Not in it, as BACKUP_PASSPHRASE is not set: passwords, authenticator apps, sessions, mailed links, public links,
and what the installation signs with. After a restore readers sign in with a mailed link, through
their provider, or with a new password from npm run reset-link. Restrict who can read the file all
the same: private notes and e-mail addresses are in it.`;

/** A name such as `broadsheet-2026-11-28T1743Z.tar.gz`. */
const nameNow = (isSealed: boolean) => {
  const time = new Date().toISOString().slice(0, 16).replace(":", "");
  return `broadsheet-${time}Z.tar.gz${isSealed ? ".sealed" : ""}`;
};

function read(args: string[]) {
  try {
    const options = { help: { type: "boolean", short: "h" } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    if (values.help) return null;
    if (positionals.length > 1) throw new Error("Name one file");
    return { name: positionals[0] };
  } catch (error) {
    throw new StartError(`${(error as Error).message}: npm run backup -- --help shows how.`);
  }
}

/** Throws if there is no database, as opening one would create it. */
async function requireDatabase(env: Env): Promise<void> {
  if (env.DATABASE_URL) return;
  const folder = await dataFolder(root, env.DATA_DIR);
  if (existsSync(path.join(folder, "postgres"))) return;
  throw new StartError(
    `There is no database in ${folder} to back up: set DATA_DIR to the folder that has it, or DATABASE_URL to its address.`,
  );
}

export async function main(args: string[]): Promise<number> {
  const asked = read(args);
  if (!asked) {
    console.log(HELP);
    return 0;
  }
  const env = settings();
  const passphrase = env.BACKUP_PASSPHRASE ?? null;
  const name = asked.name ?? nameNow(passphrase !== null);
  const file = path.resolve(process.env.INIT_CWD ?? "", name);
  await requireDatabase(env);
  const server = await openServer(env);
  let total = 0;
  try {
    const { folder } = server;
    const secret = folder && (await readFile(secretFile(folder), "utf8").catch(() => ""));
    const entries = dump(server.sessionUrl, {
      withSecrets: passphrase !== null,
      authSecret: env.AUTH_SECRET ?? (secret || null),
      onTable(name, rows) {
        total += rows;
        say(`${name}: ${rows}`);
      },
    });
    const bytes = await writeWhole(file, writeArchive(entries, passphrase));
    say(`${total} rows in ${file} (${(bytes / 1_000_000).toFixed(1)} MB).`);
    if (passphrase === null) say(LEFT_OUT);
    return 0;
  } catch (error) {
    if (error instanceof AppError) throw new StartError(error.message);
    throw error;
  } finally {
    await server.close();
  }
}
