import "server-only";
import { pageRead, signedIn } from "@/server/rsc";

/** The list of this address as the reader may see it, read once a page; null where there is none. */
export const listAt = pageRead(
  async ({ listId, below = "" }: { listId: string; below?: string }) => {
    const { caller } = await signedIn(`/lists/${listId}${below}`);
    return { caller, page: await caller.lists.read({ listId }) };
  },
);
