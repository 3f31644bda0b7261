import Link from "next/link";
import type { RouterOutputs } from "@/server/api/root";
import { StateRequest } from "../api/state-request";
import { SaveButton } from "../library/save-button";
import { VoteButton } from "../votes/vote-button";

type Papers = RouterOutputs["follows"]["suggestions"];

/** Papers of the latest days to vote for and to save. */
export function FirstPapers({ papers }: { papers: Papers }) {
  if (papers.length === 0) {
    return <p className="text-soft">The first edition is not out yet.</p>;
  }
  return (
    <>
      <StateRequest paperIds={papers.map(({ id }) => id)} />
      <ul className="first-papers">
        {papers.map(({ id, slug, title, topic, votes }) => (
          <li key={id} data-paper={id}>
            <div>
              <Link href={`/papers/${slug}`} prefetch={false} dir="auto">
                {title}
              </Link>
              {topic && <p>{topic}</p>}
            </div>
            <VoteButton paperId={id} count={votes} />
            <SaveButton paperId={id} />
          </li>
        ))}
      </ul>
    </>
  );
}
