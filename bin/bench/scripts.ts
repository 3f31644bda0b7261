import type { ChildProcess } from "node:child_process";
import { fetchRaw, processorSeconds } from "./app";
import { load } from "./load";

/** As many as browsers open to one server. */
const CONNECTIONS = 6;
const SECONDS = 5;

/** The script files that a page brings to a browser of today. */
async function scriptsOf(app: string, page: string): Promise<string[]> {
  const html = (await fetchRaw(app + page)).body.toString();
  const files = new Set<string>();
  for (const [, src] of html.matchAll(/<script(?![^>]*\snoModule)[^>]*\ssrc="([^"]+)"/gi)) {
    if (src) files.add(src);
  }
  if (files.size === 0) throw new Error(`${page} names no script: no measure.`);
  return [...files];
}

/** How many bytes of script a page brings, compressed as a browser gets them. */
export async function scriptBytes(app: string, page: string, encodings: string): Promise<number> {
  const files = await scriptsOf(app, page);
  const sizes = files.map(async (file) => (await fetchRaw(app + file, encodings)).body.length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Milliseconds of processor that the app takes to send all of them once; null where nothing tells. */
export async function scriptMilliseconds(
  app: string,
  page: string,
  encodings: string,
  child: ChildProcess,
): Promise<number | null> {
  const files = await scriptsOf(app, page);
  const headers = { "accept-encoding": encodings };
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
