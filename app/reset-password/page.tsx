import type { Metadata } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { Submit } from "@/components/forms/submit";
import { sendsMail } from "@/server/platform/email/send";
import { requestResetAction } from "./actions";

export const metadata: Metadata = { title: "Set a new password", robots: { index: false } };

/**
 * Its content depends on the settings, which are read when the app starts, not when it is built.
 */
export const dynamic = "force-dynamic";

export default function ResetRequestPage() {
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">Set a new password</h1>
      {sendsMail() ? (
        <ActionForm action={requestResetAction}>
          <p>We will email you a link to set one. It works once, within an hour.</p>
          <Field name="email" label="Email" type="email" autoComplete="username" required />
          <Submit>Email me a link</Submit>
        </ActionForm>
      ) : (
        <p className="notice">
          This installation sends no mail. Ask its administrator, who can give you a link to set a
          new password.
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
