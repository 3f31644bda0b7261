import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./bin/chromium.mjs";

/** A port that is free now. Kept in the environment, as every worker reads this file again. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(typeof address === "object" ? address?.port : 0);
}

// BASE_URL=http://localhost:3000 tests a server that runs already
if (!process.env.BASE_URL) process.env.E2E_PORT ??= await freePort();
// where its data are: tests make teams there, which takes many pages otherwise
if (!process.env.BASE_URL) {
  process.env.E2E_DATA ??= path.join(
    os.tmpdir(),
    `broadsheet-e2e-${randomBytes(6).toString("hex")}`,
  );
}
// a second installation, which sends mail and has an identity provider
process.env.E2E_MAIL_PORT ??= await freePort();
process.env.E2E_LETTERS_PORT ??= await freePort();
// a third, where accounts are by invitation
process.env.E2E_INVITE_PORT ??= await freePort();
const url = process.env.BASE_URL ?? `http://localhost:${process.env.E2E_PORT}`;

const executablePath = findChromium();
if (!executablePath) throw new Error("No Chromium found: `npm test` installs one.");
const asRoot = process.getuid?.() === 0;

const installation = (port = "", env: Record<string, string>) => ({
  command: "node tests/e2e/serve.mjs",
  port: Number(port),
  env: { E2E_PORT: port, ...env },
  // also where it has to build first, on a slow machine
  timeout: 1_200_000,
  stdout: "pipe" as const,
  gracefulShutdown: { signal: "SIGTERM" as const, timeout: 20_000 },
});

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // how long until a test counts as hung, also where a machine is slow by four
  timeout: 480_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    baseURL: url,
    // nothing here is drawn by a graphics card, and imitating one costs more than the pages do
    launchOptions: { executablePath, args: ["--disable-gpu", ...(asRoot ? ["--no-sandbox"] : [])] },
    screenshot: "only-on-failure",
    // what was done, without a film of it: filming every test would be much of their time
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    // where motion is asked for, tests would have to wait for it
    contextOptions: { reducedMotion: "reduce" },
  },
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } },
    },
    {
      name: "phone",
      // what depends on the width: every page once, and tests that say so
      grep: /sweep\.spec|@phone/,
      grepInvert: /@any-width/,
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      },
    },
  ],
  webServer: [
    ...(process.env.BASE_URL
      ? []
      : [installation(process.env.E2E_PORT, { E2E_OWN_DATA: process.env.E2E_DATA ?? "" })]),
    installation(process.env.E2E_MAIL_PORT, { E2E_NEIGHBOURS: "yes" }),
    installation(process.env.E2E_INVITE_PORT, { SIGN_UP: "invite" }),
  ],
});
