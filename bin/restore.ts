import { createReadStream } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { StartError } from "@/db/start-error";
import type { Head } from "@/server/backup/format";
import { restore } from "@/server/backup/load";
import { checkBackup } from "@/server/backup/read";
import type { Env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { openServer, type Server, secretFile, settings } from "./database";
import { say } from "./setup.mjs";

const HELP = `npm run restore -- FILE [--check]

Brings back what npm run backup has written, into an empty database: the one that DATABASE_URL
names, or else a new one in DATA_DIR. Rows and their hashes are compared before anything is kept,
so a restore is done wholly or not at all. An encrypted file needs BACKUP_PASSPHRASE.

  --check  reads the file to its end and says whether it is whole; touches no database
`;

function read(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { check: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) return null;
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new Error("Name one file");
    return { file: path.resolve(process.env.INIT_CWD ?? "", file), isCheck: values.check === true };
  } catch (error) {
    throw new StartError(`${(error as Error).message}: npm run restore -- --help shows how.`);
  }
}

/** Returns the exit status. */
export async function main(args: string[]): Promise<number> {
  const asked = read(args);
  if (!asked) {
    console.log(HELP);
    return 0;
  }
  const { file, isCheck } = asked;
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new StartError(`There is no file ${file}: correct its name.`);
  const env = settings();
  const passphrase = env.BACKUP_PASSPHRASE ?? null;
  try {
    if (isCheck) {
      const { head, rows } = await checkBackup(createReadStream(file), passphrase);
      say(`The backup of ${head.createdAt} is whole: ${rows} rows. ${passwords(head)}`);
      return 0;
    }
    const server = await openServer(env);
    try {
      const { head, rows } = await restore(server.sessionUrl, createReadStream(file), passphrase);
      say(`Restored the backup of ${head.createdAt}: ${rows} rows. ${passwords(head)}`);
      if (head.authSecret !== null) await keepSecret(head.authSecret, server, env, file);
      return 0;
    } finally {
      await server.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw new StartError(error.message);
    throw error;
  }
}

const passwords = ({ hasSecrets }: Head) =>
  hasSecrets
    ? "Passwords, authenticator apps, sessions and public links are in it."
    : "Passwords, authenticator apps, sessions and public links are not in it: readers sign in with a mailed link, through their provider, or with a new password from npm run reset-link.";

/**
 * Stores the signing secret of an embedded installation; elsewhere, the operator sets the variable.
 */
async function keepSecret(secret: string, { folder }: Server, env: Env, backup: string) {
  if (env.AUTH_SECRET === secret) return;
  const isKept = env.AUTH_SECRET === undefined && folder !== null;
  const file = isKept ? secretFile(folder) : `${backup}.auth-secret`;
  await writeFile(file, secret, { mode: 0o600 });
  if (isKept) return;
  say(
    `The backup was made with another AUTH_SECRET, which is now in ${file}: set it, start the app, and delete the file.`,
  );
}
