// Debian programs that tests run next to the app: found, or installed if possible.
import { existsSync } from "node:fs";
import { run, say } from "./setup.mjs";

/** Gives up at once without a network. */
const QUICKLY = ["-qq", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1"];

/**
 * Whether the program exists, after an attempt to install its package.
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
