import type { FailedJob, JobsOverview } from "@/server/jobs/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { Moment } from "../ui/moment";
import { JOB_WORDS, jobName, whenOf } from "./job-words";
import { StatusLine } from "./status-line";
import { counted } from "./words";

type Task = JobsOverview["tasks"][number];

interface Props {
  jobs: JobsOverview;
  runAction: FormAction;
  failedAction: FormAction;
}

/** What is done in the background: what ran last, what runs next, and what failed. */
export function JobList({ jobs: { tasks, failed, workers, zone }, ...actions }: Props) {
  return (
    <section aria-labelledby="background">
      <h2 id="background" className="admin-heading">
        Background jobs
      </h2>
      <ul>
        <Workers workers={workers} />
        {tasks.map((task) => (
          <StatusLine key={task.name} sign={signOf(task)}>
            <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
              <div className="min-w-0 grow basis-[24rem]">
                <p>
                  <b>{JOB_WORDS[task.name].name}</b> <LastRun task={task} />
                </p>
                <p className="text-[0.87rem] text-soft">
                  {JOB_WORDS[task.name].does} <NextRun task={task} zone={zone} />
                </p>
              </div>
              {task.schedule && <RunNow task={task.name} action={actions.runAction} />}
            </div>
          </StatusLine>
        ))}
        {failed.map((job) => (
          <StatusLine key={job.id} sign={job.againAt ? "note" : "warning"}>
            <Failed job={job} action={actions.failedAction} />
          </StatusLine>
        ))}
      </ul>
    </section>
  );
}

function Workers({ workers }: { workers: number }) {
  if (workers > 0) {
    return (
      <StatusLine sign="order">
        <p>
          <b>{counted(workers, "process", "processes")}</b> {workers === 1 ? "does" : "do"} what
          follows.
        </p>
      </StatusLine>
    );
  }
  return (
    <StatusLine sign="warning">
      <p>
        <b>No process does background jobs.</b>
      </p>
      <p className="text-[0.87rem] text-soft">
        What follows waits until there is one. Start npm run worker, or let WORKER be on; right
        after a start it may take a few seconds.
      </p>
    </StatusLine>
  );
}

function signOf({ isLate, outcome }: Task) {
  if (isLate) return "warning";
  return outcome === null || outcome === "done" ? "order" : "note";
}

/** Nothing has happened yet. */
const NEVER = { scheduled: "has not run yet", asked: "has had nothing to send yet" };

function LastRun({ task }: { task: Task }) {
  const { lastAt, outcome, said, running, waiting, schedule } = task;
  return (
    <>
      {running > 0 ? "is at work" : lastAt ? "last ran " : NEVER[schedule ? "scheduled" : "asked"]}
      {running === 0 && lastAt && <Moment at={lastAt} />}
      {waiting > 0 && `, and ${counted(waiting, "job")} ${waiting === 1 ? "waits" : "wait"}`}
      {lastAt && outcome !== "done" ? `. It did not succeed: ${said}` : `. ${said}`}
    </>
  );
}

function NextRun({ task: { schedule, nextAt, isLate }, zone }: { task: Task; zone: string }) {
  if (!schedule || !nextAt) return null;
  return (
    <>
      {isLate && "Its last time has passed without a run. "}
      {whenOf(schedule)} ({zone}), next <Moment at={nextAt} />.
    </>
  );
}

/** Runs a task that otherwise waits for its time. */
export function RunNow({ task, action }: { task: string; action: FormAction }) {
  return (
    <ActionForm action={action} className="justify-self-start">
      <input type="hidden" name="name" value={task} />
      <Submit className="btn" aria-label={`Run now: ${jobName(task)}`}>
        Run now
      </Submit>
    </ActionForm>
  );
}

function Failed({ job, action }: { job: FailedJob; action: FormAction }) {
  const { task, attempts, maxAttempts, error, againAt } = job;
  if (againAt) {
    return (
      <>
        <p>
          <b>{jobName(task)}</b> failed, and is tried again <Moment at={againAt} />. {error}
        </p>
        <p className="text-[0.87rem] text-soft">
          {counted(attempts, "attempt")} of {maxAttempts} so far.
        </p>
      </>
    );
  }
  return (
    <div className="grid gap-2">
      <p>
        <b>{jobName(task)}</b> failed {counted(attempts, "time")} and was given up. {error}
      </p>
      <FailedForm id={job.id} action={action} />
    </div>
  );
}

/** Tries a job again that was given up, or deletes it. */
export function FailedForm({ id, action }: { id: string; action: FormAction }) {
  return (
    <ActionForm action={action} className="flex flex-wrap gap-3">
      <input type="hidden" name="id" value={id} />
      <Submit className="btn" name="act" value="tryAgain">
        Try again
      </Submit>
      <Submit className="btn" name="act" value="discard">
        Delete
      </Submit>
    </ActionForm>
  );
}
