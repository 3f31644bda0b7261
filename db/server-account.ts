import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { StartError } from "./start-error";

const run = promisify(execFile);

/** The user that the server runs as; empty for the user that runs the app. */
export type Account = { uid: number; gid: number } | Record<string, never>;

const lookUp = async (flag: "-u" | "-g") => Number((await run("id", [flag, "postgres"])).stdout);

/**
 * The account to run Postgres as. It refuses to run as root: then it is the owner of the data, or
 * else the user `postgres`, who is created if missing.
 */
export async function serverAccount(data: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(data).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  try {
    await run("id", ["postgres"]).catch(() =>
      run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]),
    );
    return { uid: await lookUp("-u"), gid: await lookUp("-g") };
  } catch {
    throw new StartError(
      "Postgres refuses to run as root, and no user `postgres` could be created for it: start Broadsheet as an ordinary user.",
    );
  }
}

/** Whether the account can enter the folder: a private home above it keeps others out. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  if (account.uid === undefined) return true;
  const check = run("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/" });
  return check.then(
    () => true,
    () => false,
  );
}
