"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { onChanged } from "./change-mine";

/** Reads a page of the reader's own anew after each change that they make on it. */
export function RefreshOnChange() {
  const router = useRouter();
  useEffect(() => onChanged(() => router.refresh()), [router]);
  return null;
}
