"use client";

import { usePathname } from "next/navigation";
import { useReader } from "../api/store";

/** Leads a reader whom an administrator has warned to what was said. */
export function Warned() {
  const reader = useReader();
  const path = usePathname();
  if (!reader?.isWarned || path === "/warnings") return null;
  return (
    <p role="status" className="warned">
      An administrator of this installation has written to you. <a href="/warnings">Read it</a>
    </p>
  );
}
