import type { z } from "zod";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { type ListNow, listChanges } from "./list-changes";
import type { listsInput } from "./schema";

/** A list's current state, or why the reader gets no more of it. */
export type ListNews = { listId: string } & (
  | ListNow
  | { refusal: { code: AppError["code"]; message: string } }
);

/**
 * Follows several lists in one stream. A refused list is reported and dropped, and the others
 * continue. The stream ends with the last list, or with the session.
 */
export async function* changesOfLists(
  ctx: UserContext,
  { lists }: z.output<typeof listsInput>,
  signal?: AbortSignal,
): AsyncGenerator<ListNews> {
  const left = new AbortController();
  const ends = AbortSignal.any([left.signal, ...(signal ? [signal] : [])]);
  let news: ListNews[] = [];
  let failure: { error: unknown } | undefined;
  let open = lists.length;
  let wake = () => {};

  const follow = async (list: (typeof lists)[number]) => {
    const { listId } = list;
    try {
      for await (const now of listChanges(ctx, list, ends)) {
        // only the newest state of a list matters
        news = [...news.filter((each) => each.listId !== listId), { listId, ...now }];
        wake();
      }
    } catch (error) {
      const isOfThisList = error instanceof AppError && error.code !== "UNAUTHORIZED";
      if (isOfThisList && open > 1) {
        news.push({ listId, refusal: { code: error.code, message: error.message } });
      } else failure ??= { error };
    }
    open--;
    wake();
  };

  const following = lists.map(follow);
  try {
    while (true) {
      const [next, ...rest] = news;
      if (next) {
        news = rest;
        yield next;
      } else if (failure) throw failure.error;
      else if (open === 0) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    left.abort();
    await Promise.all(following);
  }
}
