import Link from "next/link";

/** Shown if there are no notes: says what to do next. */
export function NoNotes({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <p className="py-6 text-soft">
        None of your notes match.{" "}
        <Link className="link" href="/notes">
          Show all of them.
        </Link>
      </p>
    );
  }
  return (
    <section className="empty">
      <h2>No notes yet</h2>
      <p className="empty-lesson">
        Open a paper, select a few words of its abstract, and choose Highlight or Note. Everything
        you mark is listed here, newest first, with a link back to its place.
      </p>
      <Link className="btn" href="/" prefetch={false}>
        Read the latest edition
      </Link>
    </section>
  );
}
