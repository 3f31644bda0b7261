import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { canEnter, serverAccount } from "./server-account";

/**
 * The folder of the embedded database: `DATA_DIR`, or `.data` in the project. For root, Postgres
 * runs as another user; if that user cannot enter it, a folder for this project under /var/lib.
 */
export async function dataFolder(
  project: string,
  given: string | undefined,
  say: (line: string) => void = () => {},
): Promise<string> {
  if (given) return path.resolve(project, given);
  const own = path.join(project, ".data");
  const account = await serverAccount(path.join(own, "postgres"));
  if (await canEnter(account, project)) return own;
  const mark = createHash("sha256").update(project).digest("hex").slice(0, 8);
  const elsewhere = `/var/lib/broadsheet/${path.basename(project)}-${mark}`;
  if (!existsSync(elsewhere)) {
    say(`Postgres, which does not run as root, cannot enter ${project}: data goes to ${elsewhere}`);
  }
  return elsewhere;
}
