// What only production needs: a build of these very sources.
import { existsSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { loadCommand } from "./bundle.mjs";
import { alone, read, root, StartError, say, sources, tool } from "./setup.mjs";

const BUILT = path.join(root, ".next", "broadsheet-built");

/**
 * Builds for production, unless the existing build was made from the same sources. Returns their
 * hashes.
 */
export async function build() {
  let from = sources();
  const isBuilt = () =>
    existsSync(path.join(root, ".next", "BUILD_ID")) && read(BUILT) === from.site;
  if (isBuilt()) return from;
  await alone(async () => {
    from = sources();
    if (isBuilt()) return;
    say("Building …");
    rmSync(BUILT, { force: true });
    const once = () => tool("next", ["build"], { NODE_ENV: "production" });
    const folder = path.join(root, ".next");
    const isFirst = !existsSync(folder);
    // Next's cache keeps an earlier build's results, including wrong ones
    const again = () => {
      say("Building from the beginning …");
      rmSync(folder, { recursive: true, force: true });
      return once();
    };
    if ((await once()) !== 0 && (isFirst || (await again()) !== 0)) {
      throw new StartError(
        "The build failed, as said above: if you changed nothing, run `npm ci` and start again.",
      );
    }
    const { main: compress } = await loadCommand("bin/compress.ts", from.commands);
    await compress();
    await writeFile(BUILT, from.site);
  });
  return from;
}
