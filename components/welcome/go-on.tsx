"use client";

import Link from "next/link";
import { type MouseEvent, type ReactNode, useRef } from "react";
import { toast } from "../ui/toast";

/** Leaves the page; the first press stops at a team that was named and not created. */
export function GoOn({ href, children }: { href: string; children: ReactNode }) {
  const asked = useRef(false);
  const stop = (event: MouseEvent) => {
    const name = document.querySelector<HTMLInputElement>(".welcome-steps input[name=name]");
    if (asked.current || !name?.value.trim()) return;
    asked.current = true;
    event.preventDefault();
    name.focus();
    toast({ text: "Your team is not created yet. Create it, or go on without it." });
  };
  return (
    <Link className="btn btn-solid justify-self-start" href={href} prefetch={false} onClick={stop}>
      {children}
    </Link>
  );
}
