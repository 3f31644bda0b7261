import "server-only";
import { type Query, signedIn } from "@/server/api/rsc";

/** The list in a URL as the reader may see it. Pages read it, and more, within one `pageRead`. */
export async function openList(listId: string, below = "", query: Query = {}) {
  const { caller } = await signedIn(`/lists/${listId}${below}`, query);
  return { caller, page: await caller.lists.read({ listId }) };
}
