import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { isAnsweringAction, owedToken } from "@/app/visitor";
import { PasskeyButton } from "@/components/auth/passkey-button";
import { VerifyForm } from "@/components/auth/verify-form";
import { orNull, reader } from "@/server/api/rsc";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { passkeyVerifyAction, verifyAction } from "./actions";

export const metadata: Metadata = { title: "Second step", robots: { index: false } };

/** Shown after the first step of signing in, if a second one is set up. */
export default async function VerifyPage({ searchParams }: PageProps<"/sign-in/verify">) {
  const callbackUrl = safeCallbackUrl((await searchParams).callbackUrl);
  const [{ caller }, token] = await Promise.all([reader(), owedToken()]);
  const owed = token ? await orNull(caller.secondStep.owed({ token })) : null;
  if (!owed && !(await isAnsweringAction())) {
    redirect(`/sign-in?${new URLSearchParams({ callbackUrl })}`);
  }
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">One more step</h1>
      <VerifyForm action={verifyAction.bind(null, callbackUrl)} />
      {owed?.passkey && (
        <PasskeyButton
          options={owed.passkey}
          action={passkeyVerifyAction.bind(null, callbackUrl)}
          label="Use a passkey"
        />
      )}
      <p className="border-t border-line pt-4 text-soft">
        Can’t use either? An administrator of this site can turn off the second step for you.{" "}
        <Link className="link" href="/sign-in">
          Start again
        </Link>
      </p>
    </main>
  );
}
