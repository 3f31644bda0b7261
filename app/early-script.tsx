"use client";

import { EARLY } from "@/server/page-cache/early.mjs";

/**
 * What runs before anything is drawn. As a client component it is in the page once: a server
 * component's text would be in React's data a second time. The browser's copy needs no text.
 */
export function EarlyScript() {
  const text = typeof window === "undefined" ? EARLY : "";
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
  return <script suppressHydrationWarning dangerouslySetInnerHTML={{ __html: text }} />;
}
