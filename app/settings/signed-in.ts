import { redirect } from "next/navigation";
import { reader } from "@/server/rsc";

/** The reader of a page that is only for readers with an account; others are sent to sign in. */
export async function signedIn(path: string) {
  const { actor, caller } = await reader();
  if (actor.kind !== "user") redirect(`/sign-in?${new URLSearchParams({ callbackUrl: path })}`);
  return { actor, caller };
}
