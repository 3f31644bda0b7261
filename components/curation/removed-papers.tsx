import Link from "next/link";
import type { CuratedDay } from "@/server/curation/queries";
import { longDate } from "../editions/dates";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { Tex } from "../papers/tex";
import { Moment } from "../ui/moment";

type Removed = CuratedDay["removed"];

/** The papers that curators have removed last, which can be restored. */
export function RemovedPapers({ removed, action }: { removed: Removed; action: FormAction }) {
  if (removed.length === 0) return <p className="text-soft">No paper is removed.</p>;
  return (
    <ul>
      {removed.map(({ paperId, slug, title, feedDate, reason, removedAt }) => (
        <li key={paperId} className="submit-line">
          <p dir="auto" className="submit-title">
            <Link className="hover:underline" href={`/papers/${slug}`} prefetch={false}>
              <Tex source={title} />
            </Link>
          </p>
          <p className="text-soft">
            From {longDate(feedDate)}, <Moment at={removedAt} />: <bdi>{reason}</bdi>
          </p>
          <RestorePaper paperId={paperId} title={title} action={action} />
        </li>
      ))}
    </ul>
  );
}

interface Props {
  paperId: number;
  title: string;
  action: FormAction;
}

/** Puts a removed paper back where it was. */
export function RestorePaper({ paperId, title, action }: Props) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="paperId" value={paperId} />
      <Field
        name="reason"
        label="Reason, if there is one to give"
        maxLength={300}
        hint="Everybody reads it in the public log."
      />
      <Submit className="btn justify-self-start">
        Restore<span className="sr-only">: {title}</span>
      </Submit>
    </ActionForm>
  );
}
