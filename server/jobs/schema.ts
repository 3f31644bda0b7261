import { z } from "zod";
import { type TaskName, taskNames, taskOf } from "../platform/jobs/tasks";

const scheduled = taskNames.filter((name) => taskOf(name).schedule) as [TaskName, ...TaskName[]];

export const runNowInput = z.strictObject({
  name: z.enum(scheduled, "is not a task that runs by itself"),
});

/** The queue numbers its jobs with 64 bits, which JSON's numbers do not hold. */
export const failedJobInput = z.strictObject({
  id: z.string().regex(/^[1-9]\d{0,17}$/, "is not a job's number"),
});
