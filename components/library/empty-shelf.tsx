import Link from "next/link";
import type { Status } from "../session/mine";

const lessons: Record<Status | "all", [title: string, lesson: string]> = {
  all: [
    "Nothing saved yet",
    "Press Save beside a paper, or s on the keyboard, and it waits for you here. No more open tabs.",
  ],
  to_read: [
    "Nothing waits to be read",
    "Press Save beside a paper, or s on the keyboard, and it waits for you here.",
  ],
  reading: [
    "You are not in the middle of anything",
    "When you begin a paper, press its status and choose Reading.",
  ],
  read: ["Nothing read yet", "When you have finished a paper, press its status and choose Read."],
};

/** Says what an empty shelf is for, and how it is filled. */
export function EmptyShelf({ status = "all" }: { status?: Status | "all" }) {
  const [title, lesson] = lessons[status];
  return (
    <section className="empty">
      <h2>{title}</h2>
      <p className="empty-lesson">{lesson}</p>
      <Link className="btn" href="/" prefetch={false}>
        Read the latest edition
      </Link>
    </section>
  );
}
