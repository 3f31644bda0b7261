import "server-only";
import { signedIn } from "@/server/rsc";

/** The list of this address as the reader may see it. A page reads on by it within one `pageRead`. */
export async function openList(listId: string, below = "") {
  const { caller } = await signedIn(`/lists/${listId}${below}`);
  return { caller, page: await caller.lists.read({ listId }) };
}
