import type { Metadata } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { Submit } from "@/components/forms/submit";
import { orNull, reader } from "@/server/api/rsc";
import { resetPasswordAction } from "../actions";

export const metadata: Metadata = { title: "Set a new password", robots: { index: false } };

export default async function ResetPage({ params }: PageProps<"/reset-password/[token]">) {
  const { token } = await params;
  const { caller } = await reader();
  const open = await orNull(caller.passwords.isResetOpen({ token }));
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">Set a new password</h1>
      {open ? (
        <ActionForm action={resetPasswordAction.bind(null, token)}>
          <p>You will be signed out in every browser.</p>
          <PasswordField
            name="password"
            label="New password"
            autoComplete="new-password"
            required
            hint="At least 10 characters. Three or four unrelated words are easy to remember."
          />
          <Submit>Set password</Submit>
        </ActionForm>
      ) : (
        <p className="notice">
          This link has been used or has expired.{" "}
          <Link className="link" href="/reset-password">
            Ask for a new one
          </Link>
          .
        </p>
      )}
    </main>
  );
}
