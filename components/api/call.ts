"use client";

import type { Client } from "./client";
import { startOver } from "./page-account";

/**
 * Calls procedures from the browser: `call((api) => api.votes.set.mutate(…))`. The client's script
 * comes with the first call, so that pages which are only read do not carry it.
 */
export async function call<T>(use: (api: Client) => Promise<T>): Promise<T> {
  try {
    const { client } = await import("./client");
    return await use(client);
  } catch (error) {
    if (codeOf(error) === "PRECONDITION_FAILED") startOver();
    if (!isAnswered(error) || codeOf(error) === "PRECONDITION_FAILED") await untilLeft();
    throw error;
  }
}

/** Whether the server has answered, be it with a refusal. */
export const isAnswered = (error: unknown) => codeOf(error) !== undefined;

const codeOf = (error: unknown) => (error as { data?: { code?: string } | null })?.data?.code;

/**
 * A page that is being left fails its calls just before it ends. What they were for must not be
 * taken back then: the page does not live to do what comes after this moment.
 */
const untilLeft = () => new Promise((resolve) => setTimeout(resolve, 500));

/** What went wrong, in the server's own plain sentence where it has answered. */
export function reasonOf(error: unknown): string {
  if (isAnswered(error) && error instanceof Error) return error.message;
  return "The server could not be reached. Check your connection and try again.";
}

/** What somebody else has written, where the server refused because of that. */
export const nowOf = (error: unknown) =>
  (error as { data?: { now?: Record<string, string> } | null })?.data?.now;

/** Thrown in place of a call that the server would refuse, as nobody is signed in. */
export class SignedOut extends Error {}

/** Whether nobody is signed in, such as after the session ended. */
export const isSignedOut = (error: unknown) =>
  error instanceof SignedOut || codeOf(error) === "UNAUTHORIZED";
