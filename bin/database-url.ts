import { dataFolder } from "@/db/data-folder";
import { serverUrl } from "@/db/embedded";
import { StartError } from "@/db/start-error";
import { settings } from "./database";
import { root } from "./setup.mjs";

/** Prints the address of the database, for the tools of Postgres. */
export async function main(): Promise<number> {
  const { DATABASE_URL, DATA_DIR } = settings();
  const server = await serverUrl(await dataFolder(root, DATA_DIR));
  const url = DATABASE_URL ?? (server && `${server}/broadsheet`);
  if (!url) throw new StartError("The embedded database does not run: start the app first.");
  console.log(url);
  return 0;
}
