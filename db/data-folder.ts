import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { canEnter, serverAccount } from "./server-account";

/**
 * Where the embedded database lives: `DATA_DIR`, or `.data` in the project. As root, where Postgres
 * runs as another user who cannot get there, a folder of this project's own under /var/lib.
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
