import Link from "next/link";

/** Says what a list is for, and how to fill it. */
export function NoLists() {
  return (
    <section className="empty">
      <h2>No lists yet</h2>
      <p className="empty-lesson">
        A reading list keeps papers in your own order: for a course, a survey, next week. Name one
        above, or press <kbd>l</kbd> on a paper and create it there.
      </p>
      <Link className="btn" href="/" prefetch={false}>
        Read the latest edition
      </Link>
    </section>
  );
}
