import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { reader } from "@/server/api/rsc";
import { safeCallbackUrl } from "@/server/auth/callback-url";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

/** The page of a mailed link. Opening it does nothing yet: mail scanners open links too. */
export default async function LinkPage({ searchParams }: PageProps<"/sign-in/link">) {
  const query = await searchParams;
  await reader();
  const { email, token } = query;
  if (typeof email !== "string" || typeof token !== "string") redirect("/sign-in");
  const callbackUrl = safeCallbackUrl(query.callbackUrl);
  const params = new URLSearchParams({ email, token, callbackUrl });
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">Sign in</h1>
      <p>
        You are about to sign in as <strong>{email}</strong>.
      </p>
      <form method="post" action={`/api/auth/callback/email?${params}`} className="grid">
        <button type="submit" className="btn btn-solid">
          Sign in
        </button>
      </form>
    </main>
  );
}
