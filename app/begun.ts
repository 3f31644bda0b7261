import "server-only";
import type { SignInFor } from "@/components/api/intents";
import { anonymousCaller, orNull, type Query } from "@/server/api/rsc";
import { plainText } from "@/server/papers/tex-segments";

/** What a stranger began before they came to sign in, from the page's parameters. */
export async function begun({ to, paper }: Query) {
  const act = typeof to === "string" ? to : undefined;
  const paperId = typeof paper === "string" && /^\d{1,9}$/.test(paper) ? Number(paper) : 0;
  const title = paperId > 0 ? await orNull(anonymousCaller().papers.title({ paperId })) : null;
  const named: SignInFor = title ? { act, paperId, title: plainText(title) } : {};
  return {
    act,
    title,
    named,
    params: { ...(act && { to: act }), ...(title && { paper: `${paperId}` }) },
  };
}
