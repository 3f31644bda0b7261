"use client";

import type { Client } from "./client";

/**
 * Calls procedures from the browser: `call((api) => api.votes.set.mutate(…))`. The client's script
 * comes with the first call, so that pages which are only read do not carry it.
 */
export async function call<T>(use: (api: Client) => Promise<T>): Promise<T> {
  const { client } = await import("./client");
  return use(client);
}

/** What went wrong, in the server's own plain sentence where it has answered. */
export function reasonOf(error: unknown): string {
  const answered = (error as { data?: { code?: string } | null })?.data?.code;
  if (answered && error instanceof Error) return error.message;
  return "The server could not be reached. Check your connection and try again.";
}

/** Whether the server refused because nobody is signed in, such as after the session ended. */
export const isSignedOut = (error: unknown) =>
  (error as { data?: { code?: string } | null })?.data?.code === "UNAUTHORIZED";
