import type { Schedule } from "@/server/platform/jobs/schedule";
import type { TaskName } from "@/server/platform/jobs/tasks";

/** What administrators read about each kind of job: its name, and what it does. */
export const JOB_WORDS: Record<TaskName, { name: string; does: string }> = {
  "send-mail": {
    name: "Mail",
    does: "Sends invitations, confirmations and other messages, or keeps them where there is no mail server, each a few seconds after what caused it.",
  },
  "mail-sign-in-link": {
    name: "Sign-in links",
    does: "Sends links to those who ask to sign in without a password, or keeps them where there is no mail server.",
  },
  purge: {
    name: "Daily clean-up",
    does: "Deletes what has been in the trash for thirty days, sign-ins older than ninety days, jobs that failed a month ago, messages kept for two weeks, addresses of the digest that were not confirmed within a week or were withdrawn a month ago, and which papers its readers opened more than a hundred days ago.",
  },
  "fetch-hugging-face": {
    name: "Papers from Hugging Face",
    does: "Asks for the papers featured there in the last two weeks, until it has each day. Where huggingface.co cannot be reached, set SOURCES=off.",
  },
  "fetch-arxiv": {
    name: "Papers from arXiv",
    does: "Asks for what arXiv has announced that day in the categories chosen under Sources.",
  },
  "fetch-picture": {
    name: "Pictures",
    does: "Fetches the picture of a paper, once, from where Hugging Face says it is.",
  },
  "read-arxiv-changes": {
    name: "Changes on arXiv",
    does: "Reads new versions and withdrawals of papers that are here, and makes up for days that were missed.",
  },
  "read-submission": {
    name: "Papers that readers submit",
    does: "Asks arXiv, doi.org and OpenReview for what somebody is about to submit, as soon as they ask for it.",
  },
  "begin-day": {
    name: "Editions that begin",
    does: "Shows an edition that was made for a later day, such as Monday’s on a weekend, once its day has come.",
  },
  "fetch-day": {
    name: "Days that curators fetch again",
    does: "Asks Hugging Face for the papers of one day, when a curator asks for it.",
  },
  "claim-digests": {
    name: "Digests that are due",
    does: "Finds the subscribers whose hour has come, each in their own time zone, and queues their mail.",
  },
  "send-digests": {
    name: "Digests",
    does: "Writes the papers by mail, fifty at a time, and sends them, or keeps them where there is no mail server.",
  },
};

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** "Every day at 04:10", "Every two hours, Monday to Friday": when a task runs by itself. */
export function whenOf({ times, weekdays, everyMinutes }: Schedule): string {
  if (everyMinutes) return `Every ${everyMinutes} minutes`;
  const [first] = times;
  const every =
    times.length === 1 && first
      ? `Every day at ${twoDigits(first.hour)}:${twoDigits(first.minute)}`
      : `Every ${times.length === 12 ? "two hours" : `day, ${times.length} times`}`;
  return weekdays ? `${every}, Monday to Friday` : every;
}

/** The name of a kind of job, also of one that only another version knows. */
export const jobName = (task: string) =>
  Object.hasOwn(JOB_WORDS, task) ? JOB_WORDS[task as TaskName].name : task;
