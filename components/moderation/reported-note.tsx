import Link from "next/link";
import { Tex } from "../papers/tex";

interface Props {
  note: { id: string; body: string; exact: string | null };
  paper: { slug: string; title: string };
}

/** What a reported or hidden note says, and on which paper. */
export function ReportedNote({ note: { id, body, exact }, paper }: Props) {
  return (
    <>
      <p>
        <Link
          className="reported-paper hover:underline"
          href={`/papers/${paper.slug}#note-${id}`}
          prefetch={false}
          dir="auto"
        >
          <Tex source={paper.title} />
        </Link>
      </p>
      {exact && (
        <blockquote className="note-quote" dir="auto">
          {exact}
        </blockquote>
      )}
      {body && (
        <p className="reported-words" dir="auto">
          {body}
        </p>
      )}
    </>
  );
}
