import type { Metadata } from "next";
import Link from "next/link";
import { linksFor } from "@/app/links-for";
import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { Submit } from "@/components/forms/submit";
import { KEPT_LINK } from "@/components/mail/kept-notice";
import { anonymousCaller } from "@/server/api/rsc";
import { requestResetAction } from "./actions";

export const metadata: Metadata = { title: "Set a new password", robots: { index: false } };

/**
 * Its content depends on the settings, which are read when the app starts, not when it is built.
 */
export const dynamic = "force-dynamic";

export default async function ResetRequestPage() {
  const { rule } = await anonymousCaller().auth.admission({});
  const links = linksFor(rule);
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">Set a new password</h1>
      {links ? (
        <ActionForm action={requestResetAction}>
          <p>
            {links === "sent"
              ? "We will email you a link to set one. It works once, within an hour."
              : `A link to set one works once, within an hour. ${KEPT_LINK}`}
          </p>
          <Field name="email" label="Email" type="email" autoComplete="username" required />
          <Submit>{links === "sent" ? "Email me a link" : "Ask for a link"}</Submit>
        </ActionForm>
      ) : (
        <p className="notice">
          {rule === "first"
            ? "There is no account here yet. Create the first one, which administers this installation."
            : "This installation writes no mail. Ask its administrator, who can give you a link to set a new password."}
        </p>
      )}
      <p className="border-t border-line pt-4 text-soft">
        <Link className="link" href="/sign-in">
          Back to sign-in
        </Link>
      </p>
    </main>
  );
}
