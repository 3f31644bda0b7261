import Link from "next/link";

/** Says how an empty list is filled. */
export function EmptyList({ what, mayAdd }: { what: string; mayAdd: boolean }) {
  return (
    <section className="empty">
      <h2>No papers yet</h2>
      <p className="empty-lesson">
        {mayAdd
          ? `Wherever you meet a paper, press Add to list beside it, or l on the keyboard, and choose this ${what}.`
          : "Nobody has put a paper here so far. What they add shows here at once."}
      </p>
      <Link className="btn" href="/" prefetch={false}>
        Read the latest edition
      </Link>
    </section>
  );
}
