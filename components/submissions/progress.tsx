"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 1_500;

/** How many have been read. The page is read again until all are; without scripts, by its link. */
export function Progress({ id, read, all }: { id: string; read: number; all: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div className="grid gap-2">
      <p role="status">
        Reading what they are: {read} of {all} so far.
      </p>
      <progress max={all} value={read} aria-label="Papers read" className="w-full max-w-[24rem]" />
      <p className="unscripted-only">
        <a className="link" href={`/submit/${id}`}>
          See how far it is
        </a>
      </p>
    </div>
  );
}
