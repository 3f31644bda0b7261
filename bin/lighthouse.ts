// `npm run lighthouse`: what Lighthouse says of the front page, a paper and a reader's library, as
// on a phone: the median of five runs each. It fails below the aims of the product.
import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { freePort, startApp, stop } from "./bench/app";
import { installChromium } from "./chromium.mjs";
import { say } from "./setup.mjs";

/** Not among the packages: with what it needs it is larger than all of them. */
const LIGHTHOUSE = "lighthouse@12.8.2";
const RUNS = 5;
const AIMS = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
type Category = keyof typeof AIMS;
const CATEGORIES = Object.keys(AIMS) as Category[];

type Scores = Record<Category, number>;

/** A library is a reader's own, and so no page for search engines. */
const PAGES: { path: string; own?: boolean }[] = [
  { path: "/" },
  { path: "/papers/2608.04419" },
  { path: "/library", own: true },
];

export async function main() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "broadsheet-lighthouse-"));
  // Postgres may run as another user
  await chmod(folder, 0o755);
  const url = `http://localhost:${await freePort()}`;
  const executable = await installChromium();
  const app = await startApp({ PORT: new URL(url).port, DATA_DIR: folder, APP_URL: url });
  try {
    const cookie = await signUp(url, executable);
    say(["page", ...CATEGORIES].join("\t"));
    let isEnough = true;
    for (const { path: at, own } of PAGES) {
      const runs: Scores[] = [];
      for (let run = 0; run < RUNS; run++) {
        runs.push(await scores(url + at, executable, own ? cookie : undefined));
      }
      const medians = CATEGORIES.map((name) => median(runs.map((run) => run[name])));
      say([at, ...medians].join("\t"));
      const asked = CATEGORIES.filter((name) => !(own && name === "seo"));
      isEnough &&= asked.every((name) => (medians[CATEGORIES.indexOf(name)] ?? 0) >= AIMS[name]);
    }
    return isEnough ? 0 : 1;
  } finally {
    await stop(app);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Creates an account and returns its cookies. */
async function signUp(url: string, executablePath: string): Promise<string> {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.goto(`${url}/sign-up`);
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("Email").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill("three unrelated words");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/welcome$/);
  const cookies = await page.context().cookies();
  await browser.close();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

async function scores(url: string, chrome: string, cookie: string | undefined): Promise<Scores> {
  const args = ["--yes", LIGHTHOUSE, url, "--output=json", "--quiet", "--form-factor=mobile"];
  args.push(`--only-categories=${CATEGORIES.join()}`);
  args.push("--chrome-flags=--headless=new --no-sandbox --disable-gpu");
  if (cookie) args.push(`--extra-headers=${JSON.stringify({ cookie })}`);
  const { stdout } = await promisify(execFile)("npx", args, {
    env: { ...process.env, CHROME_PATH: chrome },
    maxBuffer: 100_000_000,
  });
  const { categories } = JSON.parse(stdout) as Record<
    "categories",
    Record<Category, { score: number | null }>
  >;
  const of = (name: Category) => Math.round((categories[name]?.score ?? 0) * 100);
  return Object.fromEntries(CATEGORIES.map((name) => [name, of(name)])) as Scores;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
