import { z } from "zod";
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
}

const nothing = z.object({});

/** Text that only this installation can read: the queue is in the database, and in its copies. */
const sealed = z.object({ sealed: z.string().max(100_000) });

/** Every kind of job. What each does is in `server/jobs/handlers.ts`. */
export const tasks = {
  "send-mail": { payload: sealed, attempts: 10 },
  "mail-sign-in-link": { payload: sealed, attempts: 10 },
  purge: {
    payload: nothing,
    attempts: 5,
    schedule: { hour: 4, minute: 10 },
    queue: "purge",
  },
} satisfies Record<string, Task>;

export type TaskName = keyof typeof tasks;

export type Payload<Name extends TaskName> = z.output<(typeof tasks)[Name]["payload"]>;

export const taskNames = Object.keys(tasks) as TaskName[];

export const taskOf = (name: TaskName): Task => tasks[name];
