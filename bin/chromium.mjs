// The Chromium of the end-to-end tests: found on this machine, or else installed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { hasProgram } from "./debian.mjs";
import { run, StartError, say, tool } from "./setup.mjs";

/** Chromium without a window system: tests take a third of the processor time with it. */
const SHELL = "chromium-headless-shell";

const SYSTEM = {
  linux: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map(
    (name) => `/usr/bin/${name}`,
  ),
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map(
    (name) => `${process.env[name]}\\Google\\Chrome\\Application\\chrome.exe`,
  ),
};

/** @param {string} file */
function runs(file) {
  if (!existsSync(file)) return false;
  // Chrome on Windows would open a window when asked for its version
  if (process.platform === "win32") return true;
  return spawnSync(file, ["--version"], { stdio: "ignore" }).status === 0;
}

/** An explicit path first, then the lightest one found; null if there is none. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (runs(given)) return given;
    throw new StartError(`CHROMIUM_PATH is ${given}, and no browser runs there: correct it.`);
  }
  const system =
    process.platform in SYSTEM ? SYSTEM[/** @type {"linux"} */ (process.platform)] : [];
  const shell = process.platform === "linux" ? [`/usr/bin/${SHELL}`] : [];
  return [...shell, chromium.executablePath(), ...system].find(runs) ?? null;
}

/** Finds a Chromium, or installs one. */
export async function installChromium() {
  if (!process.env.CHROMIUM_PATH) await hasProgram(`/usr/bin/${SHELL}`, SHELL);
  const found = findChromium();
  if (found) return found;
  say("No Chromium here: installing Playwright's …");
  await tool("playwright", ["install", "chromium"], {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "20000",
  });
  const isRoot = process.getuid?.() === 0;
  if (!findChromium() && isRoot && existsSync("/usr/bin/apt-get")) {
    say("Playwright's does not run here: installing Debian's …");
    await run("apt-get", ["update", "-q"]);
    await run("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"], {
      DEBIAN_FRONTEND: "noninteractive",
    });
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new StartError(
    "The end-to-end tests need Chromium, and none could be installed: install Chromium or Chrome, and set CHROMIUM_PATH to it if it is in an unusual place.",
  );
}
