import type { Metadata } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import { Submit } from "@/components/forms/submit";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { orNotFound, reader } from "@/server/rsc";
import { confirmAction } from "../../actions";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

/** Opening the mailed link does nothing yet: mail scanners open links as well. */
export default async function ConfirmPage(props: PageProps<"/sign-up/confirm/[token]">) {
  const { token } = await props.params;
  const callbackUrl = safeCallbackUrl((await props.searchParams).callbackUrl);
  const { caller } = await reader();
  const pending = await orNotFound(caller.auth.pendingSignUp({ token }));
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">Confirm your address</h1>
      {pending ? (
        <ActionForm action={confirmAction.bind(null, { token, callbackUrl })}>
          <p>
            This creates the account of <strong>{pending.name}</strong> with the address{" "}
            <strong>{pending.email}</strong>.
          </p>
          <Submit>Confirm and sign in</Submit>
        </ActionForm>
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
