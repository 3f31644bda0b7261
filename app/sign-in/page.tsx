import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { begun } from "@/app/begun";
import { linksFor } from "@/app/links-for";
import { isAnsweringAction, noticeLeft, wayBefore } from "@/app/visitor";
import { IntentKept } from "@/components/auth/intent-kept";
import { PasskeyButton } from "@/components/auth/passkey-button";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { WhatFor } from "@/components/auth/what-for";
import { actorIfKnown, anonymousCaller, type Query } from "@/server/api/rsc";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { configuredProviders } from "@/server/auth/oauth/providers";
import { passkeySignInAction, signInAction } from "./actions";
import { startProvider } from "./provider-action";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const query = await searchParams;
  const callbackUrl = safeCallbackUrl(query.callbackUrl);
  const actor = await actorIfKnown();
  if (actor.kind === "user" && !(await isAnsweringAction())) {
    redirect(query.account === undefined ? callbackUrl : "/settings");
  }
  // cached pages are the same for everyone, so their links cannot say where to return to
  const before = query.callbackUrl === undefined ? await wayBefore() : null;
  if (before) redirect(`/sign-in?${before}`);
  const [passkey, { rule }] = await Promise.all([
    anonymousCaller().passkeys.signInOptions(),
    anonymousCaller().auth.admission({}),
  ]);
  const { params, named, ...what } = await begun(query);
  const notice = (await noticeLeft(query.refused)) ?? noticeFor(query);
  return (
    <main className="narrow grid gap-6">
      <IntentKept {...named} />
      <div className="grid gap-2">
        <h1 className="page-title">Sign in</h1>
        <WhatFor way="Sign in" {...what} callbackUrl={callbackUrl} />
      </div>
      {notice && (
        <p role="status" className="notice">
          {notice}
        </p>
      )}
      <SignInForm action={signInAction.bind(null, callbackUrl)} links={linksFor(rule)} />
      {passkey && (
        <PasskeyButton
          options={passkey}
          action={passkeySignInAction.bind(null, callbackUrl)}
          label="Sign in with a passkey"
          autofill
        />
      )}
      <ProviderButtons
        providers={configuredProviders()}
        action={startProvider.bind(null, callbackUrl, undefined)}
      />
      <p className="border-t border-line pt-4 text-soft">
        {rule === "open" || rule === "first" ? (
          <>
            New here?{" "}
            <Link
              className="link"
              href={`/sign-up?${new URLSearchParams({ callbackUrl, ...params })}`}
            >
              Create an account
            </Link>
          </>
        ) : (
          NOT_OPEN[rule]
        )}
      </p>
    </main>
  );
}

const NOT_OPEN = {
  invite:
    "New here? Accounts are by invitation: open the link that you were sent, or ask an administrator for one.",
  closed: "There are no new accounts here.",
};

function noticeFor({ error, reset, deleted }: Query): string | null {
  if (deleted !== undefined) return "Your account is deleted, and you are signed out everywhere.";
  if (reset !== undefined) return "Your new password is set. Sign in with it.";
  if (error === "Verification") return "This link has been used or has expired. Ask for a new one.";
  return error === undefined ? null : "Signing in did not work. Please try again.";
}
