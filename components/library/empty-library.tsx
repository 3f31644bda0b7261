import Link from "next/link";
import type { ReactNode } from "react";
import type { Status } from "../api/store";

const saving = (
  <>
    Press Save beside a paper, or <kbd>s</kbd> on the keyboard, and it waits for you here.
  </>
);

const lessons: Record<Status | "all" | "narrowed", [title: string, lesson: ReactNode]> = {
  all: ["Nothing saved yet", <>{saving} No more open tabs.</>],
  to_read: ["Nothing left to read", saving],
  reading: [
    "You are not reading anything right now",
    "When you begin a paper, press its status and choose Reading.",
  ],
  read: ["Nothing read yet", "When you have finished a paper, press its status and choose Read."],
  narrowed: ["Nothing in your library matches", "Remove a filter to see more papers."],
};

/** Says what an empty part of the library is for, and how to fill it. */
export function EmptyLibrary({ status, narrowed }: { status?: Status; narrowed: boolean }) {
  const [title, lesson] = lessons[narrowed ? "narrowed" : (status ?? "all")];
  return (
    <section className="empty">
      <h2>{title}</h2>
      <p className="empty-lesson">{lesson}</p>
      {narrowed ? (
        <Link className="btn" href="/library" prefetch={false}>
          Show the whole library
        </Link>
      ) : (
        <Link className="btn" href="/" prefetch={false}>
          Read the latest edition
        </Link>
      )}
    </section>
  );
}
