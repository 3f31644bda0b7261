import type { TaskName } from "@/server/platform/jobs/tasks";

/** What administrators read about each kind of job: its name, and what it does. */
export const JOB_WORDS: Record<TaskName, { name: string; does: string }> = {
  "send-mail": {
    name: "Mail",
    does: "Sends invitations, confirmations and other messages, each a few seconds after what caused it.",
  },
  "mail-sign-in-link": {
    name: "Sign-in links",
    does: "Sends links to those who ask to sign in without a password.",
  },
  purge: {
    name: "Daily clean-up",
    does: "Deletes what has been in the trash for thirty days, sign-ins older than ninety days, and jobs that failed a month ago.",
  },
};

/** The name of a kind of job, also of one that only another version knows. */
export const jobName = (task: string) =>
  Object.hasOwn(JOB_WORDS, task) ? JOB_WORDS[task as TaskName].name : task;
