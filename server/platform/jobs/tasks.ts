import { z } from "zod";
import { env } from "../env";
import { uuid } from "../ids";
import type { Schedule } from "./schedule";

interface Task {
  /** What a job carries. */
  payload: z.ZodType;
  /** How often a job is tried before it is given up; the pauses grow from seconds to hours. */
  attempts: number;
  /** When it runs by itself. */
  schedule?: Schedule;
  /** The jobs of a queue run one at a time, over all processes. */
  queue?: string;
  /** How many queues of this name there are. All jobs of one subject wait in one of them. */
  queues?: number;
  /** Of the jobs whose time has come, those with the lowest number run first; 0 without one. */
  priority?: number;
  /** It asks other sites, and so is not done where SOURCES is off. */
  asksOthers?: true;
  /** Whether a job computes for long: where pages are served, a child process does it. */
  isLong?(payload: unknown): boolean;
}

/** Every two hours, at a minute at which not everybody asks. */
const everyTwoHours = (minute: number) =>
  Array.from({ length: 12 }, (_, at) => ({ hour: 2 * at, minute }));
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

const nothing = z.object({});

/** Text that only this installation can read: the queue is in the database, and in its copies. */
const sealed = z.object({ sealed: z.string().max(100_000) });

/** Whether more digests are due than are claimed at once. */
const claims = z.object({ many: z.boolean().optional() });

/** Digests that are claimed: of whom, and of which local day. */
const issues = z.object({
  issues: z.array(z.object({ subscriptionId: uuid(), day: z.iso.date() })).max(500),
});

/** So few digests are written faster than a child process starts. */
const FEW_ISSUES = 5;

/** Somebody sits in front of a screen until it is done. */
const AWAITED = -10;

/** Every kind of job. What each does is in `server/jobs/handlers.ts`. */
export const tasks = {
  "send-mail": { payload: sealed, attempts: 10, priority: AWAITED },
  "mail-sign-in-link": { payload: sealed, attempts: 10, priority: AWAITED },
  purge: {
    payload: nothing,
    attempts: 5,
    schedule: { times: [{ hour: 4, minute: 10 }] },
    queue: "purge",
  },
  "fetch-hugging-face": {
    payload: nothing,
    attempts: 6,
    schedule: { times: everyTwoHours(17), weekdays: MONDAY_TO_FRIDAY },
    queue: "fetch-hugging-face",
    asksOthers: true,
  },
  "fetch-arxiv": {
    payload: nothing,
    attempts: 6,
    schedule: { times: everyTwoHours(37), weekdays: MONDAY_TO_FRIDAY },
    queue: "arxiv",
    asksOthers: true,
  },
  "read-arxiv-changes": {
    payload: nothing,
    attempts: 6,
    schedule: { times: [{ hour: 6, minute: 52 }] },
    queue: "arxiv",
    asksOthers: true,
  },
  "fetch-picture": {
    payload: z.object({ paperId: z.int().positive() }),
    attempts: 6,
    queue: "pictures",
    priority: 10,
    asksOthers: true,
  },
  "read-submission": {
    // and how many time-outs in a row its asking has had so far
    payload: z.object({ id: uuid(), timeOuts: z.int().min(0).optional() }),
    attempts: 3,
    queue: "read-submission",
    queues: 2,
    asksOthers: true,
  },
  "begin-day": {
    payload: nothing,
    attempts: 5,
    schedule: { times: everyTwoHours(7) },
    queue: "begin-day",
  },
  "fetch-day": {
    payload: z.object({ day: z.iso.date() }),
    attempts: 6,
    queue: "fetch-hugging-face",
    asksOthers: true,
  },
  "claim-digests": {
    payload: claims,
    attempts: 5,
    schedule: { times: [], everyMinutes: 15 },
    queue: "claim-digests",
    priority: 5,
    isLong: ({ many = false }: z.output<typeof claims>) => many,
  },
  "send-digests": {
    payload: issues,
    attempts: 10,
    queue: "send-digests",
    priority: 5,
    isLong: (sent: z.output<typeof issues>) => sent.issues.length > FEW_ISSUES,
  },
} satisfies Record<string, Task>;

export type TaskName = keyof typeof tasks;

export type Payload<Name extends TaskName> = z.output<(typeof tasks)[Name]["payload"]>;

export const taskNames = Object.keys(tasks) as TaskName[];

/** The tasks that this installation does. */
export const activeTasks = () =>
  taskNames.filter((name) => !(taskOf(name).asksOthers && env().SOURCES === "off"));

export const taskOf = (name: TaskName): Task => tasks[name];
