import type { z } from "zod";
import type { ListRole } from "../access/policy";
import { requireList } from "../access/require-list";
import { isSignedIn } from "../auth/sessions/queries";
import { openOf, watch } from "../live/hub";
import { revisionFor } from "../live/revision";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { MAX_LISTS, type shownList } from "./schema";

/**
 * Loss of access is normally notified; this check finds what was not, such as an expired session.
 */
const RECHECK_MS = 60_000;

/** The current revision of a list, and the reader's role. */
export interface ListNow {
  revision: number;
  role: ListRole;
}

/**
 * Yields a list's revision and the reader's role whenever either changes, while the reader has
 * access; then it throws like any other call. Idle streams cost nothing.
 */
export async function* listChanges(
  ctx: UserContext,
  input: z.output<typeof shownList>,
  signal?: AbortSignal,
): AsyncGenerator<ListNow> {
  const { userId } = ctx.actor;
  if (openOf(userId) >= MAX_LISTS) {
    throw new AppError(
      "TOO_MANY_REQUESTS",
      `You have ${MAX_LISTS} lists open. Changes show up here after you reload the page.`,
    );
  }
  const bell = ringing();
  const watcher = {
    userId,
    listId: input.listId,
    teamId: undefined as string | null | undefined,
    ...bell,
  };
  // first, so that no change is missed between reading and listening
  const leave = watch(watcher);
  const timer = setInterval(bell.wake, RECHECK_MS * (0.75 + Math.random() / 2), "reader");
  timer.unref();
  signal?.addEventListener("abort", bell.end);
  try {
    let known: Partial<ListNow> = input;
    let rung: Rung | null = null;
    do {
      if (rung === "reader" && !(await isSignedIn(ctx))) {
        throw new AppError("UNAUTHORIZED", "You are signed out. Please sign in again.");
      }
      const open = await requireList(ctx, input.listId, "read");
      const { team, role } = open;
      watcher.teamId = team?.id ?? null;
      const now: ListNow = { revision: revisionFor(open), role };
      const { revision = now.revision, role: shown = role } = known;
      const isNews = revision !== now.revision || shown !== role;
      known = now;
      if (isNews) yield now;
      rung = await bell.rung();
    } while (rung !== "end");
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", bell.end);
    leave();
  }
}

type Rung = "list" | "reader" | "end";

/** A signal that merges repeated rings into one, with the strongest request. */
function ringing() {
  let waiting: Rung | null = null;
  let answer: (() => void) | null = null;
  const ring = (what: Rung) => {
    if (waiting !== "end" && !(waiting === "reader" && what === "list")) waiting = what;
    answer?.();
  };
  return {
    wake: (at: "list" | "reader") => ring(at),
    end: () => ring("end"),
    /** Waits for the next ring; "end" is the last one. */
    async rung(): Promise<Rung> {
      if (!waiting) {
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        answer = null;
      }
      const what = waiting ?? "list";
      if (what !== "end") waiting = null;
      return what;
    },
  };
}
