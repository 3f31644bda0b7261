import type { Metadata } from "next";
import Link from "next/link";
import { noticeLeft } from "@/app/visitor";
import { orNull, reader } from "@/server/api/rsc";
import { safeCallbackUrl } from "@/server/auth/callback-url";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

/** Opening the mailed link does nothing yet: mail scanners open links too. */
export default async function ConfirmPage(props: PageProps<"/sign-up/confirm/[token]">) {
  const { token } = await props.params;
  const query = await props.searchParams;
  const callbackUrl = safeCallbackUrl(query.callbackUrl);
  const notice = await noticeLeft(query.refused);
  const { caller } = await reader();
  const pending = await orNull(caller.auth.pendingSignUp({ token }));
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">Confirm your address</h1>
      {pending && notice && <p className="notice">{notice}</p>}
      {pending ? (
        <form method="post" action="/sign-up/confirm" className="grid gap-5">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="callbackUrl" value={callbackUrl} />
          <p>
            This creates an account for <strong>{pending.name}</strong> with the address{" "}
            <strong>{pending.email}</strong>.
          </p>
          <button type="submit" className="btn btn-solid">
            Confirm and sign in
          </button>
        </form>
      ) : (
        <p className="notice">
          This link has been used or has expired.{" "}
          <Link className="link" href="/sign-in">
            Sign in
          </Link>
          , or{" "}
          <Link className="link" href="/sign-up">
            create the account
          </Link>{" "}
          once more.
        </p>
      )}
    </main>
  );
}
