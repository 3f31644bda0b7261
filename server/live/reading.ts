import type { z } from "zod";
import type { ListRole } from "../access/policy";
import { listAs } from "../access/service";
import type { UserContext } from "../context";
import { AppError } from "../errors";
import { isSignedIn } from "../sessions/service";
import { openOf, watch } from "./hub";
import type { listInput } from "./schema";

/** More than anybody's tabs; fewer than would be felt. */
const MOST_OPEN = 20;

/** Everything that ends access is announced; this finds what was not, such as a session's expiry. */
const LOOK_AGAIN_MS = 60_000;

/** The list as it stands now, and what the reader is there. */
export interface ListNow {
  revision: number;
  role: ListRole;
}

/**
 * Tells what revision a list has whenever that changes, and what the reader is there, for as long as
 * they may read it: then it refuses, as any other call would. Between changes it costs nothing.
 */
export async function* listChanges(
  ctx: UserContext,
  input: z.output<typeof listInput>,
  signal?: AbortSignal,
): AsyncGenerator<ListNow> {
  const { userId } = ctx.actor;
  if (openOf(userId) >= MOST_OPEN) {
    throw new AppError(
      "TOO_MANY_REQUESTS",
      `You have ${MOST_OPEN} lists open. Changes show here after you reload the page.`,
    );
  }
  const bell = ringing();
  const watcher = { userId, listId: input.listId, teamId: null as string | null, ...bell };
  // first, so that nothing is missed between looking and listening
  const leave = watch(watcher);
  const timer = setInterval(bell.wake, LOOK_AGAIN_MS * (0.75 + Math.random() / 2));
  timer.unref();
  signal?.addEventListener("abort", bell.end);
  try {
    let known: ListNow = { revision: Number(input.lastEventId ?? Number.NaN), role: "viewer" };
    let first = true;
    do {
      if (!first && !(await isSignedIn(ctx))) {
        throw new AppError("UNAUTHORIZED", "You are signed out. Please sign in again.");
      }
      const { list, team, role } = await listAs(ctx, input.listId, "read");
      watcher.teamId = team?.id ?? null;
      const now = { revision: list.revision, role };
      const missed = first ? known.revision < now.revision : known.role !== role;
      if (missed || (!first && known.revision !== now.revision)) yield now;
      known = now;
      first = false;
    } while (await bell.rung());
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", bell.end);
    leave();
  }
}

/** A bell: rung many times before somebody looks, it has rung once. */
function ringing() {
  let woken = false;
  let ended = false;
  let answer: (() => void) | null = null;
  return {
    wake: () => {
      woken = true;
      answer?.();
    },
    end: () => {
      ended = true;
      answer?.();
    },
    /** Waits for the next ring; false when it was the last. */
    async rung(): Promise<boolean> {
      if (!woken && !ended) {
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        answer = null;
      }
      woken = false;
      return !ended;
    },
  };
}
