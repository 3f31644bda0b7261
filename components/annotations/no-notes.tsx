import Link from "next/link";

/** Shown if there are no notes: says what to do next. */
export function NoNotes({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <p className="my-notes-empty">
        None of your notes match.{" "}
        <Link className="link" href="/notes">
          Show all of them.
        </Link>
      </p>
    );
  }
  return (
    <div className="my-notes-empty">
      <p>
        Nothing yet. Open a paper, select a few words of its abstract, and choose Highlight or Note.
        Everything you mark is listed here, newest first, with a link back to its place.
      </p>
      <p>
        <Link className="btn" href="/">
          Read the latest edition
        </Link>
      </p>
    </div>
  );
}
