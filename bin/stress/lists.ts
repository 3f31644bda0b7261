import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import type { Database } from "@/db/client";
import { users } from "@/db/schema/users";
import { startSession } from "@/server/auth/sessions/mutations";
import { paperFormats } from "@/server/exports/schema";
import { cookie } from "../bench/readers";
import { openDatabase, settings } from "../database";
import { say } from "../setup.mjs";
import { isRunning, megabytes, memoryOf, type Place, type Report } from "./app";
import { BOUNDS } from "./bounds";
import { FEED_DATE, type Filled, fillUp } from "./full";

const MEGABYTE = 1_000_000;

/** Together with the long papers outside its trash, the library then holds 20,000 papers. */
const SMALL_PAPERS = 19_800;

/** Concurrent requests, and how often everything is requested. */
const AT_ONCE = 8;
const ROUNDS = 3;

/** A request, and the most bytes that its response may have. */
interface Asked {
  path: string;
  bytes: number;
}

const page = (path: string, bytes = 1.5 * MEGABYTE): Asked => ({ path, bytes });

/** Every page that lists something. Lists without a page limit come as a stream. */
const pages = ({ list, collection, emptied }: Filled): Asked[] => [
  page("/"),
  page(`/papers/date/${FEED_DATE}`),
  page("/papers/week/2025-W11"),
  page("/papers/month/2025-03"),
  page("/papers/trending"),
  page("/papers/full-1", 2 * MEGABYTE),
  page("/papers/full-2", 2 * MEGABYTE),
  page("/notes", 2 * MEGABYTE),
  page("/notes/on/full-1", 2 * MEGABYTE),
  page("/library", 2 * MEGABYTE),
  page("/library/trash", 2 * MEGABYTE),
  page("/lists", 4 * MEGABYTE),
  page(`/lists/${list}`, 2 * MEGABYTE),
  page(`/lists/${collection}`, 2 * MEGABYTE),
  page(`/lists/${collection}/members`, 2 * MEGABYTE),
  page(`/lists/${emptied}/trash`, 2 * MEGABYTE),
  page(`/shared/${"t".repeat(43)}`, 3 * MEGABYTE),
  page("/search?q=attention"),
  page("/settings"),
  page("/settings/security"),
  page("/settings/invitations"),
  page("/teams"),
  page("/teams/full-1", 4 * MEGABYTE),
  page("/teams/full-1/activity", 2 * MEGABYTE),
  page("/teams/full-1/members", 2 * MEGABYTE),
  page("/teams/full-1/settings"),
  page("/teams/full-1/trash"),
  page(`/teams/full-1/date/${FEED_DATE}`, 1.6 * MEGABYTE),
  page("/teams/full-1/week/2025-W11"),
  page("/teams/full-1/month/2025-03"),
  page("/sitemap.xml", 10 * MEGABYTE),
  page("/sitemap/1.xml", 10 * MEGABYTE),
  ...paperFormats.map((format) => page(`/lists/${list}/export/${format}`, 60 * MEGABYTE)),
  page("/library/export/csv", 60 * MEGABYTE),
  page("/notes/export/md", 200 * MEGABYTE),
];

/** Every procedure that lists something, with the limit that the server tests enforce. */
const procedures = (filled: Filled): Asked[] =>
  Object.entries(BOUNDS).flatMap(([name, { ask, rows, bytes, takesFile }]) => {
    if (rows === 0 || takesFile) return [];
    const input = ask(filled);
    const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return [{ path: `/api/trpc/${name}${query}`, bytes: bytes + 1_000 }];
  });

/** Fills the database, and signs in. */
async function fill(db: Database) {
  const [me] = await db
    .insert(users)
    .values({ name: "Stress", email: "stress@example.org", role: "administrator" })
    .returning({ id: users.id });
  if (!me) throw new Error("No account was made.");
  const filled = await fillUp(db, me.id, SMALL_PAPERS);
  const { token } = await startSession(db, { userId: me.id, userAgent: null, now: new Date() });
  return { filled, token };
}

/** Reads a whole response without storing it. */
async function read(url: string, headers: Record<string, string>, agent: Agent) {
  const sent = request(url, { headers, agent }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  let bytes = 0;
  for await (const chunk of answer) bytes += chunk.length;
  return { status: answer.statusCode, bytes };
}

/** Fills every list to its limit, and requests all of them, several at once. */
export async function lists({ url, start }: Place): Promise<Report> {
  say("Filling every list to its bound …");
  const opened = await openDatabase(settings());
  const { db, end } = opened.connect({ max: 2, name: "stress" });
  const { filled, token } = await fill(db);
  await end();
  await opened.close();

  const app = await start({ isProbed: true });
  const all = [...pages(filled), ...procedures(filled)];
  say(`Asking ${ROUNDS} times for ${all.length} pages and lists, ${AT_ONCE} at once …`);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const headers = { cookie: cookie({ token }), accept: "text/html,application/json" };
  const largest = new Map<string, number>();
  const wrong = new Set<string>();
  const waiting = Array.from({ length: ROUNDS }, () => all).flat();
  const worker = async () => {
    for (let next = waiting.pop(); next && isRunning(app); next = waiting.pop()) {
      const { path, bytes: bound } = next;
      const name = path.split("?input=")[0] ?? path;
      const { status, bytes } = await read(url + path, headers, agent).catch((error) => ({
        status: String(error),
        bytes: 0,
      }));
      if (status !== 200) wrong.add(`${name} answered ${status}`);
      if (bytes > bound) wrong.add(`${name}: ${megabytes(bytes)} is more than ${megabytes(bound)}`);
      largest.set(name, Math.max(bytes, largest.get(name) ?? 0));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
  if (!isRunning(app)) return { did: [], wrong: [...wrong, "the app's process ended"] };
  const { most } = await memoryOf(app);
  const top = [...largest].sort(([, a], [, b]) => b - a).slice(0, 12);
  return {
    did: [
      `${largest.size} pages and lists, each ${ROUNDS} times, ${AT_ONCE} at once`,
      `largest memory of the app (RSS): ${megabytes(most)}`,
      ...top.map(([name, bytes]) => `${megabytes(bytes).padStart(8)}  ${name}`),
    ],
    wrong: [...wrong],
  };
}
