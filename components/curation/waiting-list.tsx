import type { CuratedDay } from "@/server/curation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { Tex } from "../papers/tex";
import { Moment } from "../ui/moment";

type Waiting = CuratedDay["queue"][number];

/** The submissions that a curator has to decide on. */
export function WaitingList({ queue, action }: { queue: Waiting[]; action: FormAction }) {
  if (queue.length === 0) return <p className="text-soft">No submission waits.</p>;
  return (
    <ul>
      {queue.map((waiting) => {
        const { id, title, authors, abstract, link, submitter, submittedAt, isKnown } = waiting;
        return (
          <li key={id} className="submit-line">
            <p dir="auto" className="submit-title">
              <Tex source={title} />
            </p>
            {authors.length > 0 && <p className="text-soft">{authors.join(", ")}</p>}
            {abstract && (
              <p dir="auto" className="waiting-abstract">
                {abstract}
              </p>
            )}
            <p className="text-soft">
              Submitted by <bdi>{submitter ?? "a former reader"}</bdi>, <Moment at={submittedAt} />
              {isKnown && " · here already, in no edition"}
              {link && (
                <>
                  {" · "}
                  <a className="link" href={link} rel="noreferrer nofollow">
                    {new URL(link).hostname}
                  </a>
                </>
              )}
            </p>
            <WaitingForm waiting={waiting} action={action} />
          </li>
        );
      })}
    </ul>
  );
}

interface Props {
  waiting: Pick<Waiting, "id" | "title">;
  action: FormAction;
}

/** What a curator decides on one submission. */
export function WaitingForm({ waiting: { id, title }, action }: Props) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <Field
        name="reason"
        label="Reason"
        maxLength={300}
        hint="For declining. The submitter reads it, and so does everybody in the public log."
      />
      <div className="flex flex-wrap gap-2.5">
        <Submit className="btn btn-solid" name="act" value="accept">
          Accept<span className="sr-only">: {title}</span>
        </Submit>
        <Submit className="btn" name="act" value="decline">
          Decline<span className="sr-only">: {title}</span>
        </Submit>
      </div>
    </ActionForm>
  );
}
