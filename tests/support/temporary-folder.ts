import { chmod, mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** A new folder for an embedded Postgres, also if the tests run as root. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-test-"));
  await chmod(folder, 0o755);
  return folder;
}
