// Debian's own programs that tests run beside the app: found, or else installed where that is possible.
import { existsSync } from "node:fs";
import { run, say } from "./setup.mjs";

/** Without a network nothing is waited for. */
const QUICKLY = ["-qq", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1"];

/**
 * Whether the program is there, after an attempt to install its package.
 * @param {string} program
 * @param {string} name
 */
export async function hasProgram(program, name) {
  if (existsSync(program)) return true;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  say(`There is no ${program}: installing Debian's ${name} …`);
  await run("apt-get", ["update", ...QUICKLY]);
  await run("apt-get", ["install", ...QUICKLY, "-y", "--no-install-recommends", name], {
    DEBIAN_FRONTEND: "noninteractive",
  });
  return existsSync(program);
}
