import { readFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { installChromium } from "../chromium.mjs";
import { root } from "../setup.mjs";
import { fetchRaw } from "./app";
import { load, type Side } from "./load";
import type { Reader } from "./readers";
import { verdict } from "./table";

/** The connections that browsers open to one server. */
const CONNECTIONS = 6;
const SECONDS = 5;
/** For a reader, whose page loads more than a stranger's. */
const MAX_KB = 140;
const MAX_MS = 1;

/** The script files that a page loads in a browser: those that it names, and those that these load. */
async function scriptsOf(url: string, reader?: Reader): Promise<string[]> {
  const browser = await chromium.launch({
    executablePath: await installChromium(),
    args: ["--no-sandbox"],
  });
  try {
    const context = await browser.newContext();
    if (reader) {
      const { origin } = new URL(url);
      await context.addCookies([{ name: sessionCookieName(), value: reader.token, url: origin }]);
    }
    const page = await context.newPage();
    const files = new Set<string>();
    page.on("request", (request) => {
      if (request.resourceType() === "script") files.add(new URL(request.url()).pathname);
    });
    await page.goto(url, { waitUntil: "networkidle" });
    if (files.size === 0) throw new Error(`${url} loads no script: no measure.`);
    return [...files];
  } finally {
    await browser.close();
  }
}

/** The files of Next and React that every page has. What pages import of Next counts as ours. */
async function ofFramework(): Promise<(file: string) => boolean> {
  const manifest = await readFile(path.join(root, ".next/build-manifest.json"), "utf8");
  const { rootMainFiles } = JSON.parse(manifest) as { rootMainFiles: string[] };
  const files = new Set(rootMainFiles.map((file) => `/_next/${file}`));
  return (file) => files.has(file);
}

/** The processor milliseconds that the app takes to send all files once; NaN if unknown. */
async function sendingMs(app: Side, files: string[], encodings: string): Promise<number> {
  const headers = { "accept-encoding": encodings };
  const shots = files.map((path) => ({ method: "GET" as const, path, headers }));
  const amount = { connections: CONNECTIONS, seconds: SECONDS };
  const { ms } = await load(app, { kind: "shots", shots }, amount);
  return ms * files.length;
}

/**
 * The sizes of the front page's scripts as browsers get them, for a stranger and for a reader, and
 * what sending them costs an otherwise idle app: the framework's, and ours.
 */
export async function scripts(app: Side, encodings: string, reader: Reader): Promise<string[]> {
  const isFramework = await ofFramework();
  const verdicts: string[] = [];
  for (const [who, files] of [
    ["a stranger", await scriptsOf(`${app.url}/`)],
    ["a reader", await scriptsOf(`${app.url}/`, reader)],
  ] as const) {
    const sizes = new Map<string, number>();
    for (const file of files) {
      sizes.set(file, (await fetchRaw(app.url + file, encodings)).body.length / 1_000);
    }
    const kB = (some: string[]) => some.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
    const ours = files.filter((file) => !isFramework(file));
    const parts = `${files.length} scripts for ${who}, of them ${kB(ours).toFixed(1)} kB ours`;
    verdicts.push(verdict(parts, kB(files), "kB", MAX_KB, true));
    const ms = await sendingMs(app, files, encodings);
    const own = await sendingMs(app, ours, encodings);
    if (Number.isNaN(ms)) continue;
    const cost = `scripts for ${who}, sent once, of it ${own.toFixed(2)} ms ours`;
    verdicts.push(verdict(cost, ms, "ms of processor", MAX_MS, true));
  }
  return verdicts;
}
