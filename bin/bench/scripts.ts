import type { ChildProcess } from "node:child_process";
import { fetchRaw, processorSeconds } from "./app";
import { load } from "./load";
import { verdict } from "./table";

/** The connections that browsers open to one server. */
const CONNECTIONS = 6;
const SECONDS = 5;
const MAX_KB = 150;
const MAX_MS = 5;

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

/** The processor milliseconds that the app takes to send all files once; null if unknown. */
async function sendingMs(
  app: string,
  files: string[],
  headers: Record<string, string>,
  child: ChildProcess,
): Promise<number | null> {
  let sent = 0;
  const ask = () => ({
    method: "GET" as const,
    path: files[sent++ % files.length] ?? "",
    headers,
  });
  const before = await processorSeconds(child);
  await load(app, ask, { connections: CONNECTIONS, seconds: SECONDS });
  const after = await processorSeconds(child);
  if (before === null || after === null) return null;
  return ((after - before) * 1_000 * files.length) / sent;
}

/**
 * The size of the feed's scripts as browsers get them, and what sending them costs an otherwise
 * idle app.
 */
export async function scripts(
  app: string,
  encodings: string,
  child: ChildProcess,
): Promise<string[]> {
  const files = await scriptsOf(app, "/");
  const fetched = await Promise.all(files.map((file) => fetchRaw(app + file, encodings)));
  const bytes = fetched.reduce((sum, { body }) => sum + body.length, 0);
  const verdicts = [verdict("script of the feed, compressed", bytes / 1_000, "kB", MAX_KB, true)];
  const ms = await sendingMs(app, files, { "accept-encoding": encodings }, child);
  if (ms !== null) {
    verdicts.push(verdict("script of the feed, sent once", ms, "ms of processor", MAX_MS, true));
  }
  return verdicts;
}
