import "server-only";
import { anonymousCaller, orNull, type Query } from "@/server/api/rsc";

/** What a stranger began before they came to sign in, from the page's parameters. */
export async function begun({ to, paper }: Query) {
  const act = typeof to === "string" ? to : undefined;
  const paperId = typeof paper === "string" && /^\d{1,9}$/.test(paper) ? Number(paper) : 0;
  const title = paperId > 0 ? await orNull(anonymousCaller().papers.title({ paperId })) : null;
  return { act, title, params: { ...(act && { to: act }), ...(title && { paper: `${paperId}` }) } };
}
