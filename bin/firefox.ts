// `npm run test:firefox`: the main journeys in Debian's Firefox. FIREFOX_PATH names another one.
// What follows is for Playwright: `npm run test:firefox -- votes`.
import { existsSync } from "node:fs";
import { hasProgram } from "./debian.mjs";
import { StartError, tool } from "./setup.mjs";

const DEBIAN = "/usr/bin/firefox-esr";

export async function main(asked: string[]) {
  const given = process.env.FIREFOX_PATH;
  if (!given) await hasProgram(DEBIAN, "firefox-esr");
  const firefox = given ?? DEBIAN;
  if (!existsSync(firefox)) {
    throw new StartError(`There is no Firefox at ${firefox}: set FIREFOX_PATH to one.`);
  }
  return tool("playwright", ["test", ...asked], { FIREFOX_PATH: firefox });
}
