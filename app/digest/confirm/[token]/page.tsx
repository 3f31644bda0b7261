import type { Metadata } from "next";
import Link from "next/link";
import { confirmAction } from "@/app/digest/actions";
import { ActionForm } from "@/components/forms/action-form";
import { Submit } from "@/components/forms/submit";
import { orNull, reader } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

/** Opening the mailed link does nothing yet: mail scanners open links too. */
export default async function ConfirmDigestPage(props: PageProps<"/digest/confirm/[token]">) {
  const { token } = await props.params;
  const { caller } = await reader();
  const found = await orNull(caller.digest.byToken({ token }));
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">Trending papers by mail</h1>
      {found?.may === "confirm" ? (
        <ActionForm action={confirmAction.bind(null, token)} className="grid gap-5">
          <p>
            They come to <strong>{found.email}</strong> {found.when}. Each mail has a link that
            stops them.
          </p>
          <Submit>Yes, send them to me</Submit>
        </ActionForm>
      ) : (
        <p className="notice">
          This link has been used or has expired.{" "}
          <Link className="link" href="/digest">
            Ask for a new one
          </Link>
          .
        </p>
      )}
    </main>
  );
}
