import Link from "next/link";
import type { Preview } from "@/server/submissions/queries";
import { longDate } from "../editions/dates";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { Tex } from "../papers/tex";

type Line = Preview["lines"][number];

/** One of the papers that are about to be submitted. */
export function PreviewLine({ line, upvote }: { line: Line; upvote: FormAction }) {
  const { title, slug, text, state, authors, paperId, voted, feedDate, reason } = line;
  const isHere = paperId !== null;
  return (
    <li className="submit-line">
      <p dir="auto" className={title ? "submit-title" : "[overflow-wrap:anywhere]"}>
        {title && isHere ? (
          <Link className="hover:underline" href={`/papers/${slug}`} prefetch={false}>
            <Tex source={title} />
          </Link>
        ) : title ? (
          <Tex source={title} />
        ) : (
          text
        )}
      </p>
      {authors.length > 0 && <p className="text-soft">{authors.join(", ")}</p>}
      {state === "waiting" && <p className="text-soft">Not read yet</p>}
      {state === "known" && <p className="text-soft">Here already, in no edition yet</p>}
      {state === "queued" && <p className="text-soft">Waits for a curator</p>}
      {feedDate && (
        <p className="text-soft">
          In the{" "}
          <Link className="link" href={`/papers/date/${feedDate}`} prefetch={false}>
            edition of {longDate(feedDate)}
          </Link>
        </p>
      )}
      {state === "removed" && (
        <p className="text-soft">
          A curator removed it from its edition: <bdi>{reason}</bdi>
        </p>
      )}
      {state === "unreadable" && <p className="text-soft">{reason}</p>}
      {paperId !== null && (
        <UpvoteForm paperId={paperId} title={title ?? text} voted={voted} action={upvote} />
      )}
    </li>
  );
}

interface UpvoteProps {
  paperId: number;
  title: string;
  voted: boolean;
  action: FormAction;
}

/** Votes for a paper that is here already. */
export function UpvoteForm({ paperId, title, voted, action }: UpvoteProps) {
  if (voted) return <p className="text-soft">You upvoted it.</p>;
  return (
    <ActionForm action={action} className="grid">
      <input type="hidden" name="paperId" value={paperId} />
      <Submit className="btn justify-self-start">
        ▲ Upvote<span className="sr-only"> {title}</span>
      </Submit>
    </ActionForm>
  );
}
