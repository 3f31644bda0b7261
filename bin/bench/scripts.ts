import { fetchRaw } from "./app";
import { load, type Side } from "./load";
import { verdict } from "./table";

/** The connections that browsers open to one server. */
const CONNECTIONS = 6;
const SECONDS = 5;
const MAX_KB = 150;
const MAX_MS = 1;

/** The script files that a page loads in a current browser. */
async function scriptsOf(app: string, page: string): Promise<string[]> {
  const html = (await fetchRaw(app + page)).body.toString();
  const files = new Set<string>();
  for (const [, src] of html.matchAll(/<script(?![^>]*\snoModule)[^>]*\ssrc="([^"]+)"/gi)) {
    if (src) files.add(src);
  }
  if (files.size === 0) throw new Error(`${page} names no script: no measure.`);
  return [...files];
}

/**
 * The size of the feed's scripts as browsers get them, and what sending them costs an otherwise
 * idle app.
 */
export async function scripts(app: Side, encodings: string): Promise<string[]> {
  const files = await scriptsOf(app.url, "/");
  const fetched = await Promise.all(files.map((file) => fetchRaw(app.url + file, encodings)));
  const bytes = fetched.reduce((sum, { body }) => sum + body.length, 0);
  const verdicts = [verdict("script of the feed, compressed", bytes / 1_000, "kB", MAX_KB, true)];
  const headers = { "accept-encoding": encodings };
  const shots = files.map((path) => ({ method: "GET" as const, path, headers }));
  const amount = { connections: CONNECTIONS, seconds: SECONDS };
  const { ms } = await load(app, { kind: "shots", shots }, amount);
  if (!Number.isNaN(ms)) {
    const all = ms * files.length;
    verdicts.push(verdict("script of the feed, sent once", all, "ms of processor", MAX_MS, true));
  }
  return verdicts;
}
