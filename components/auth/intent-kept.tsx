"use client";

import { useEffect } from "react";
import { keepIntentFor, type SignInFor } from "../api/intents";

/** On a page of signing in: only what the page says will be done afterwards. */
export function IntentKept({ act, paperId, title }: SignInFor) {
  useEffect(() => keepIntentFor({ act, paperId, title }), [act, paperId, title]);
  return null;
}
