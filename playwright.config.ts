import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./bin/chromium.mjs";

/** A free port. Stored in the environment, as every worker reads this file again. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(typeof address === "object" ? address?.port : 0);
}

// BASE_URL=http://localhost:3000 tests a server that is already running
if (!process.env.BASE_URL) process.env.E2E_PORT ??= await freePort();
// the server's data folder: tests create teams there, which would take many pages otherwise
if (!process.env.BASE_URL) {
  process.env.E2E_DATA ??= path.join(
    os.tmpdir(),
    `broadsheet-e2e-${randomBytes(6).toString("hex")}`,
  );
}
// a second installation, with mail and an identity provider
process.env.E2E_MAIL_PORT ??= await freePort();
process.env.E2E_MAIL_DATA ??= path.join(
  os.tmpdir(),
  `broadsheet-e2e-${randomBytes(6).toString("hex")}`,
);
process.env.E2E_LETTERS_PORT ??= await freePort();
// a third, with sign-up by invitation
process.env.E2E_INVITE_PORT ??= await freePort();
const url = process.env.BASE_URL ?? `http://localhost:${process.env.E2E_PORT}`;

/** `npm run pictures -- --every` takes pictures of every page instead of testing. */
const isForPictures = process.env.PICTURES === "every";

const executablePath = findChromium();
if (!executablePath) throw new Error("No Chromium found: `npm test` installs one.");
const asRoot = process.getuid?.() === 0;

const installation = (port = "", env: Record<string, string>) => ({
  command: "node tests/e2e/serve.mjs",
  port: Number(port),
  env: { E2E_PORT: port, ...env },
  // enough for a build first, on a slow machine
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
  // how long until a test counts as hung, even on a machine four times slower
  timeout: 480_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    baseURL: url,
    // no graphics card draws anything here, and emulating one costs more than the pages do
    launchOptions: { executablePath, args: ["--disable-gpu", ...(asRoot ? ["--no-sandbox"] : [])] },
    screenshot: "only-on-failure",
    // recording every test for the few that fail takes a twentieth of the tests' time
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    // with animations, tests would have to wait for them
    contextOptions: { reducedMotion: "reduce" },
  },
  projects: [
    ...(isForPictures
      ? [{ name: "pictures", testMatch: /\.pictures\.ts$/, use: devices["Desktop Chrome"] }]
      : []),
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } },
    },
    {
      name: "phone",
      // tests that depend on the width: every page once, and tests tagged for it
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
      : [
          installation(process.env.E2E_PORT, {
            E2E_OWN_DATA: process.env.E2E_DATA ?? "",
            TEST_DESIGN_PAGE: "yes",
          }),
        ]),
    ...(isForPictures
      ? []
      : [
          installation(process.env.E2E_MAIL_PORT, {
            E2E_NEIGHBOURS: "yes",
            E2E_OWN_DATA: process.env.E2E_MAIL_DATA,
            // what is submitted is in today's edition, whatever day it is
            EDITION_WEEKENDS: "own",
          }),
          installation(process.env.E2E_INVITE_PORT, { SIGN_UP: "invite" }),
        ]),
  ],
});
