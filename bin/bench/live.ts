import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import type { Database } from "@/db/client";
import { teamMembers } from "@/db/schema/teams";
import { createCaller } from "@/server/api/root";
import { say } from "../setup.mjs";
import { memory, processorSeconds } from "./app";
import { makeReaders, type Reader } from "./readers";
import { cookie } from "./scenarios";
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

/** How much of one core a process uses in that time, in percent; null if unknown. */
async function busy(child: ChildProcess, seconds: number): Promise<number | null> {
  const before = await processorSeconds(child);
  await pause(seconds);
  const after = await processorSeconds(child);
  return before === null || after === null ? null : (100 * (after - before)) / seconds;
}

/** What this many open lists cost the app while nothing happens on them. */
export async function live(app: string, db: Database, child: ChildProcess): Promise<string[]> {
  say(`Opening ${OPEN} lists and waiting ${IDLE_SECONDS} seconds …`);
  const readers = await makeReaders(db, OPEN);
  const listId = await makeTeam(db, readers);
  const resting = await busy(child, IDLE_SECONDS / 3);
  const before = await memory(child);
  const agent = new Agent({ keepAlive: true });
  for (const reader of readers) await open(app, agent, listId, reader);
  const cost = await busy(child, IDLE_SECONDS);
  const after = await memory(child);
  agent.destroy();
  const verdicts: string[] = [];
  const what = `${OPEN} open lists`;
  if (before !== null && after !== null) {
    verdicts.push(verdict(`${what}, memory`, Math.max(0, after - before), "MB", MAX_MB, true));
  }
  if (resting !== null && cost !== null) {
    verdicts.push(
      verdict(`${what}, idle`, Math.max(0, cost - resting), "% of a core", MAX_CPU, true),
    );
  }
  return verdicts;
}
