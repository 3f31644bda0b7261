import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import type { Database } from "@/db/client";
import { teamMembers } from "@/db/schema/teams";
import { createCaller } from "@/server/api/root";
import { say } from "../setup.mjs";
import { memory } from "./app";
import type { Side } from "./load";
import { processorMs } from "./processor";
import { cookie, makeReaders, type Reader } from "./readers";
import { verdict } from "./table";

const OPEN = 200;
const MAX_MB = 100;
/** In percent of one core. */
const MAX_CPU = 5;
/** Longer than the interval at which every open list rechecks its access. */
const IDLE_SECONDS = 90;

/** A team of these readers with one collection, made as they would make it. */
export async function makeTeam(db: Database, [owner, ...members]: Reader[]): Promise<string> {
  if (!owner) throw new Error("A team needs an owner.");
  const caller = createCaller({
    db,
    actor: {
      kind: "user",
      userId: owner.id,
      name: "",
      role: "reader",
      sessionId: owner.id,
      hue: null,
    },
    now: () => new Date(),
    requestId: randomUUID(),
  });
  const [teamId, listId] = [randomUUID(), randomUUID()];
  await caller.teams.create({ id: teamId, name: "Bench" });
  await db
    .insert(teamMembers)
    .values(members.map(({ id }) => ({ teamId, userId: id, role: "member" as const })));
  await caller.lists.create({ id: listId, name: "Open", teamId });
  return listId;
}

/** Opens a list as its page does, and reads until the agent is destroyed. */
async function open(app: string, agent: Agent, listId: string, reader: Reader): Promise<void> {
  const input = encodeURIComponent(JSON.stringify({ lists: [{ listId, revision: 0 }] }));
  const sent = request(`${app}/api/trpc/live.lists?input=${input}`, {
    headers: { cookie: cookie(reader), accept: "text/event-stream" },
    agent,
  }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  // fails when the agent is destroyed
  sent.on("error", () => {});
  answer.on("error", () => {});
  if (answer.statusCode !== 200) throw new Error(`live.lists answered ${answer.statusCode}.`);
  await once(answer, "data");
  answer.resume();
}

const pause = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1_000));

/** How much of one core the app uses in that time, in percent; NaN if unknown. */
async function busy(app: Side, seconds: number): Promise<number> {
  const before = await processorMs(app);
  await pause(seconds);
  const after = await processorMs(app);
  return (after.own - before.own) / (10 * seconds);
}

/** What this many open lists cost the app while nothing happens on them. */
export async function live(app: Side, db: Database): Promise<string[]> {
  say(`Opening ${OPEN} lists and waiting ${IDLE_SECONDS} seconds …`);
  const readers = await makeReaders(db, OPEN);
  const listId = await makeTeam(db, readers);
  const resting = await busy(app, IDLE_SECONDS / 3);
  const before = await memory(app);
  const agent = new Agent({ keepAlive: true });
  for (const reader of readers) await open(app.url, agent, listId, reader);
  const cost = await busy(app, IDLE_SECONDS);
  const after = await memory(app);
  agent.destroy();
  const verdicts: string[] = [];
  const what = `${OPEN} open lists`;
  if (before !== null && after !== null) {
    verdicts.push(verdict(`${what}, memory`, Math.max(0, after - before), "MB", MAX_MB, true));
  }
  if (!Number.isNaN(cost)) {
    verdicts.push(
      verdict(`${what}, idle`, Math.max(0, cost - resting), "% of a core", MAX_CPU, true),
    );
  }
  return verdicts;
}
