"use client";

import type { Client } from "./client";
import { startOver } from "./page-account";

/**
 * Calls procedures from the browser: `call((api) => api.votes.set.mutate(…))`. The client's script
 * loads with the first call, so that pages without calls do not need it.
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

/** For a read whose input is too long for a URL: `api.….query(input, LONG)`. */
export const LONG = { context: { isLong: true } };

/** Whether the server responded, even with a refusal. */
export const isAnswered = (error: unknown) => codeOf(error) !== undefined;

/** Whether the fault is the server's or the connection's, so that the same may succeed later. */
export const isPassing = (error: unknown) =>
  [undefined, "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE"].includes(codeOf(error));

const codeOf = (error: unknown) => (error as { data?: { code?: string } | null })?.data?.code;

/**
 * Waits before failing. A page that is being left fails its calls just before it ends, and must not
 * roll back: it does not live to see what follows this wait.
 */
const untilLeft = () => new Promise((resolve) => setTimeout(resolve, 500));

/** What went wrong, in the server's own sentence if it responded, and what to do. */
export function reasonOf(error: unknown): string {
  if (isAnswered(error)) return faultOf(error);
  const remedy = statusOf(error)
    ? "Try again in a moment."
    : "Check your connection and try again.";
  return `${faultOf(error)} ${remedy}`;
}

/** What went wrong, beside a button that tries again. */
export function faultOf(error: unknown): string {
  if (isAnswered(error) && error instanceof Error) return error.message;
  const status = statusOf(error);
  return status ? `The server answered with an error (${status}).` : "The server did not answer.";
}

/** The HTTP status of what is no answer of the app's. */
const statusOf = (error: unknown) =>
  (error as { meta?: { response?: { status?: number } } } | null)?.meta?.response?.status;

/** The current text, if the server refused because somebody else has changed it. */
export const nowOf = (error: unknown) =>
  (error as { data?: { now?: Record<string, string> } | null })?.data?.now;

/** Thrown instead of a call that the server would refuse, as nobody is signed in. */
export class SignedOut extends Error {}

/** Whether nobody is signed in, as after a session has ended. */
export const isSignedOut = (error: unknown) =>
  error instanceof SignedOut || codeOf(error) === "UNAUTHORIZED";
