import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { begun } from "@/app/begun";
import { isAnsweringAction, wayBefore } from "@/app/visitor";
import { IntentKept } from "@/components/auth/intent-kept";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { WhatFor } from "@/components/auth/what-for";
import { WhatThisIs } from "@/components/auth/what-this-is";
import { installationShown, reader } from "@/server/api/rsc";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { configuredProviders } from "@/server/auth/oauth/providers";
import { startProvider } from "../sign-in/provider-action";
import { signUpAction } from "./actions";

export const metadata: Metadata = { title: "Create an account", robots: { index: false } };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const query = await searchParams;
  const invitation = typeof query.invitation === "string" ? query.invitation : undefined;
  const { actor, caller } = await reader();
  const admission = await caller.auth.admission({ invitation });
  // the invitation's own page continues from there
  const joins = invitation && admission.joins && `/join/${encodeURIComponent(invitation)}`;
  const callbackUrl = joins || safeCallbackUrl(query.callbackUrl);
  // cached pages are the same for everyone, so their links cannot say where to return to
  const isLed = query.callbackUrl !== undefined || query.invitation !== undefined;
  const before = isLed ? null : await wayBefore();
  if (before) redirect(`/sign-up?${before}`);
  // the form that has just created the account stays until it has redirected
  const isMade = actor.kind === "user";
  if (isMade && !(await isAnsweringAction())) redirect(callbackUrl);
  const { params, named, ...what } = await begun(query);
  const next = afterSignUp(callbackUrl, what.act);
  return (
    <main className="narrow grid gap-6">
      <IntentKept {...named} />
      <div className="grid gap-2">
        <h1 className="page-title">Create an account</h1>
        {admission.joins ? (
          <p className="text-soft">
            Create an account to join <bdi className="font-medium text-ink">{admission.joins}</bdi>.
          </p>
        ) : (
          <WhatFor way="Create an account" {...what} callbackUrl={callbackUrl} />
        )}
        {!isLed && <WhatThisIs />}
      </div>
      {admission.first && (
        <p className="notice">The first account created here is the administrator’s.</p>
      )}
      {admission.refusal && !isMade ? (
        <p className="notice">{admission.refusal}</p>
      ) : (
        <>
          <SignUpForm
            action={signUpAction.bind(null, { callbackUrl: next, invitation })}
            email={admission.email}
            hidesVotes={(await installationShown()).hidesVotes}
          />
          <ProviderButtons
            providers={configuredProviders()}
            action={startProvider.bind(null, next, invitation)}
          />
        </>
      )}
      <p className="border-t border-line pt-4 text-soft">
        Already have an account?{" "}
        <Link className="link" href={`/sign-in?${new URLSearchParams({ callbackUrl, ...params })}`}>
          Sign in
        </Link>
      </p>
    </main>
  );
}

/** An edition, which is there whenever somebody comes back to it. */
const EDITION = /^\/papers\/(date|week|month|trending)\b/;

/**
 * Where a new account begins: who was led here by something they did goes on with it, others see
 * the first steps.
 */
function afterSignUp(callbackUrl: string, act: string | undefined): string {
  if (callbackUrl === "/") return "/welcome";
  if (act || !EDITION.test(callbackUrl)) return callbackUrl;
  return `/welcome?${new URLSearchParams({ callbackUrl })}`;
}
