"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import type { ListRole } from "@/server/access/policy";
import { toast } from "../ui/toast";

type Listener = (revision: number) => void;

const Changes = createContext<(listener: Listener) => () => void>(() => () => {});

/** Calls the listener whenever the surrounding list has changed elsewhere. */
export function useListChanges(listener: Listener) {
  const subscribe = useContext(Changes);
  const now = useRef(listener);
  now.current = listener;
  useEffect(() => subscribe((revision) => now.current(revision)), [subscribe]);
}

interface Props {
  listId: string;
  isCollection: boolean;
  revision: number;
  role: ListRole;
  children: ReactNode;
}

/** A page that follows a list as it changes. Once the reader may no longer see it, it is hidden. */
export function LiveList({ listId, isCollection, revision, role, children }: Props) {
  const router = useRouter();
  const [ended, setEnded] = useState<string | null>(null);
  const listeners = useRef(new Set<Listener>());
  const began = useRef({ revision, role });

  const subscribe = useCallback((listener: Listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  }, []);

  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    let known = began.current.role;
    import("./follow").then(({ followList }) => {
      if (left) return;
      stop = followList({ listId, ...began.current }, (news) => {
        if ("code" in news) {
          if (news.code === "UNAUTHORIZED") setEnded(news.sentence);
          else if (news.code === "NOT_FOUND" || news.code === "FORBIDDEN") setEnded("");
          else toast({ text: news.sentence });
          return;
        }
        // the allowed actions have changed, and the page with them
        if (news.role !== known) router.refresh();
        known = news.role;
        for (const listener of listeners.current) listener(news.revision);
      });
    });
    return () => {
      left = true;
      stop?.();
    };
  }, [listId, router]);

  if (ended !== null) return <Ended what={isCollection ? "collection" : "list"} why={ended} />;
  return <Changes value={subscribe}>{children}</Changes>;
}

function Ended({ what, why }: { what: string; why: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // the name of the list goes, that of the site stays
    document.title = document.title.slice(document.title.lastIndexOf("·") + 1).trim();
    title.current?.focus();
  }, []);
  return (
    <section className="empty" role="alert">
      <h1 ref={title} tabIndex={-1} className="ended">
        {why || `You no longer have access to this ${what}.`}
      </h1>
      <p className="empty-lesson">
        {why
          ? "What you were reading is kept."
          : "Your access was removed, or it was moved or deleted."}
      </p>
      <Link className="btn" href="/lists" prefetch={false}>
        See my lists
      </Link>
    </section>
  );
}
