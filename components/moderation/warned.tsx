"use client";

import { usePathname } from "next/navigation";
import { useReader } from "../api/store";

/** Leads a reader whom an administrator has warned to the warning. */
export function Warned() {
  const reader = useReader();
  const path = usePathname();
  if (!reader?.isWarned || path === "/warnings") return null;
  return (
    <p role="status" className="warned">
      An administrator of this installation has given you a warning.{" "}
      <a href="/warnings">See what it is for</a>
    </p>
  );
}
