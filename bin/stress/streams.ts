import type { ChildProcess } from "node:child_process";
import { once, setMaxListeners } from "node:events";
import { connect as open, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { makeTeam } from "../bench/live";
import { cookie, makeReaders, type Reader } from "../bench/readers";
import { say } from "../setup.mjs";
import { isRunning, megabytes, memoryOf, type Place, type Report } from "./app";
import { post } from "./writers";

const STREAMS = 2_000;
/** Each account opens as many lists as it may. */
const EACH = 20;
/** Opened at a time: a server accepts only so many pending connections. */
const BATCH = 50;
/** Attempts beyond the limit. */
const BEYOND = 50;
/** How much more memory the app may use afterwards than before, for compiled code and the like. */
const REST_BYTES = 6_000_000;

/** How often, and after how long, a change refused with 503 is retried. */
const TRIES = 5;
const RETRY_MS = 5_000;

/** How long it may take until all streams have reported one change. */
const HEARING_MS = 90_000;

/** A stream over its own socket, and what it has received. */
interface Stream {
  socket: Socket;
  text: () => string;
  /** Opens the same stream over another socket. */
  again: () => Promise<Stream>;
}

/** Requests the changes of a list over a plain socket, and waits for the first bytes. */
async function follow(url: string, reader: Reader, listId: string): Promise<Stream> {
  const { hostname, port, host } = new URL(url);
  const input = encodeURIComponent(JSON.stringify({ lists: [{ listId, revision: 0 }] }));
  const socket = open(Number(port), hostname);
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  socket.on("error", () => {});
  socket.write(
    `GET /api/trpc/live.lists?input=${input} HTTP/1.1\r\nhost: ${host}\r\ncookie: ${cookie(reader)}\r\naccept: text/event-stream\r\n\r\n`,
  );
  await Promise.race([once(socket, "data"), once(socket, "close")]);
  return { socket, text: () => text, again: () => follow(url, reader, listId) };
}

const statusOf = ({ text }: Stream) => Number(/^HTTP\/1\.1 (\d+)/.exec(text())?.[1] ?? 0);

/** Whether the response has ended, which leaves the connection open for the next request. */
const hasEnded = ({ socket, text }: Stream) => socket.destroyed || text().endsWith("\r\n0\r\n\r\n");

/** Waits until the stream has sent this, or has ended. */
async function told(stream: Stream, what: string, signal: AbortSignal): Promise<boolean> {
  const { socket, text } = stream;
  while (!text().includes(what)) {
    if (signal.aborted || hasEnded(stream)) return false;
    await Promise.race([once(socket, "data", { signal }), once(socket, "close")]).catch(() => {});
  }
  return true;
}

/**
 * Waits as a page does: if its stream ends, it reconnects with what it knows. Returns the last
 * stream.
 */
async function toldAtLast(stream: Stream, what: string, signal: AbortSignal) {
  let last = stream;
  let isTold = await told(last, what, signal);
  while (!isTold && !signal.aborted) {
    last.socket.destroy();
    await setTimeout(RETRY_MS);
    last = await last.again();
    isTold = await told(last, what, signal);
  }
  return { last, isTold };
}

async function followAll(url: string, readers: Reader[], listId: string): Promise<Stream[]> {
  const wanted = readers.flatMap((reader) => Array.from({ length: EACH }, () => reader));
  const streams: Stream[] = [];
  while (wanted.length > 0) {
    const batch = wanted.splice(0, BATCH).map((reader) => follow(url, reader, listId));
    streams.push(...(await Promise.all(batch)));
  }
  return streams;
}

async function closeAll(streams: Stream[]): Promise<void> {
  const closed = streams.map(({ socket }) => socket.closed || once(socket, "close"));
  for (const { socket } of streams) socket.destroy();
  await Promise.all(closed);
}

/** Polls until the app uses no more memory than this, for at most half a minute. */
async function heldAfter(app: ChildProcess, bound: number): Promise<number> {
  const ends = AbortSignal.timeout(30_000);
  let { held } = await memoryOf(app);
  while (held > bound && !ends.aborted) ({ held } = await memoryOf(app));
  return held;
}

/** Wrong responses to other readers, and the slowest response. */
async function others(url: string, reader: Reader): Promise<{ wrong: string[]; slowest: number }> {
  const wrong: string[] = [];
  let slowest = 0;
  for (const path of ["/", "/papers/trending", "/library", "/lists", "/api/health"]) {
    const began = performance.now();
    const answer = await fetch(url + path, { headers: { cookie: cookie(reader) } });
    await answer.arrayBuffer();
    slowest = Math.max(slowest, performance.now() - began);
    if (answer.status !== 200) wrong.push(`${path} answered ${answer.status} beside the streams`);
  }
  return { wrong, slowest };
}

/** Opens as many streams of changes as the app allows, and closes them again. */
export async function streams({ url, start, database }: Place): Promise<Report> {
  const app = await start({ isProbed: true });
  const { db, end } = await database();
  const [other, ...readers] = await makeReaders(db, STREAMS / EACH + 1);
  if (!other) throw new Error("There is nobody to read.");
  const listId = await makeTeam(db, [other, ...readers]);
  const papers = await db.execute<{ id: number }>("select id from papers order by id limit 1");
  await end();

  // a first round, for memory that is kept from then on, such as database connections
  await closeAll(await followAll(url, readers.slice(0, 10), listId));
  await others(url, other);
  const before = (await memoryOf(app)).held;

  say(`Opening ${STREAMS} streams over ${readers.length} accounts …`);
  const wrong: string[] = [];
  const [first, ...rest] = readers;
  const all = await followAll(url, first ? [first] : [], listId);
  const ofAccount = await follow(url, first ?? other, listId);
  const isRefused = await told(ofAccount, "TOO_MANY_REQUESTS", AbortSignal.timeout(10_000));
  if (!isRefused) wrong.push(`an account has more than ${EACH} lists open`);
  await closeAll([ofAccount]);
  all.push(...(await followAll(url, rest, listId)));
  const taken = all.filter((stream) => statusOf(stream) === 200).length;
  if (taken < STREAMS) wrong.push(`${STREAMS - taken} streams were not taken`);

  const beyond = await Promise.all(
    Array.from({ length: BEYOND }, () => follow(url, other, listId)),
  );
  const refused = beyond.filter(
    (stream) => [429, 503].includes(statusOf(stream)) && /\r\nretry-after: \d/i.test(stream.text()),
  ).length;
  if (refused < BEYOND) wrong.push(`${BEYOND - refused} streams beyond the bound were not refused`);
  await closeAll(beyond);

  const beside = await others(url, other);
  wrong.push(...beside.wrong);
  const during = (await memoryOf(app)).held;
  const change = performance.now();
  let added = await post(url, other, "items.add", { listId, paperId: papers[0]?.id });
  // retry temporary refusals, as pages do
  for (let again = 0; again < TRIES && added.status === 503; again++) {
    await setTimeout(RETRY_MS);
    added = await post(url, other, "items.add", { listId, paperId: papers[0]?.id });
  }
  if (added.status !== 200) wrong.push(`a change of the list answered: ${added.text}`);
  const ends = AbortSignal.timeout(HEARING_MS);
  setMaxListeners(0, ends);
  const heard = await Promise.all(all.map((stream) => toldAtLast(stream, '"revision":1', ends)));
  const hearing = performance.now() - change;
  const deaf = heard.filter(({ isTold }) => !isTold).length;
  const asked = heard.filter(({ last }, index) => last !== all[index]).length;
  if (deaf > 0) wrong.push(`${deaf} streams did not hear of a change`);

  await closeAll(heard.map(({ last }) => last));
  const after = await heldAfter(app, before + REST_BYTES);
  if (after > before + REST_BYTES) {
    wrong.push(`${megabytes(after - before)} of memory did not come back`);
  }
  const again = await follow(url, other, listId);
  if (statusOf(again) !== 200) wrong.push(`then one stream more answered ${statusOf(again)}`);
  await closeAll([again]);
  if (!isRunning(app)) wrong.push("the app's process ended");
  const { most } = await memoryOf(app);
  const each = ((during - before) / STREAMS / 1_000).toFixed(0);
  return {
    did: [
      `${taken} streams open at once over ${readers.length} accounts`,
      `refused: ${refused} of ${BEYOND} beyond the bound with 503 and Retry-After, an account's list ${EACH + 1} with 429 in its stream`,
      `others beside them: all answered, the slowest after ${beside.slowest.toFixed(0)} ms`,
      `a change of the list: told to ${all.length - deaf} streams within ${hearing.toFixed(0)} ms, to ${asked} of them after their stream had ended`,
      `memory held: ${megabytes(before)} before, ${megabytes(during)} with them (${each} kB each), ${megabytes(after)} after`,
      `largest memory of the app (RSS): ${megabytes(most)}`,
    ],
    wrong,
  };
}
