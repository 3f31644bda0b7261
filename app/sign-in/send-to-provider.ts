import "server-only";
import { cookies } from "next/headers";
import type { z } from "zod";
import { signIn as startAuth } from "@/app/auth";
import { sessionCookieSettings } from "@/app/visitor";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { configuredProviders } from "@/server/auth/oauth/providers";
import type { providerForm } from "@/server/auth/schema";
import { INVITATION_COOKIE } from "@/server/auth/sessions/cookie";
import { AppError } from "@/server/platform/errors";

/**
 * Sends the reader to a provider, to return signed in, or connected if they are signed in already.
 */
export async function sendToProvider(
  { provider, invitation }: z.output<typeof providerForm>,
  callbackUrl: string,
) {
  if (!configuredProviders().some(({ id }) => id === provider)) {
    throw new AppError("NOT_FOUND", "This way to sign in is not set up here.");
  }
  const jar = await cookies();
  if (invitation) {
    const settings = { ...(await sessionCookieSettings()), maxAge: 3600 };
    jar.set(INVITATION_COOKIE, invitation, settings);
    // an invitation left by an earlier attempt must not be used unasked
  } else jar.delete(INVITATION_COOKIE);
  const redirectTo = safeCallbackUrl(callbackUrl);
  return { goTo: await startAuth(provider, { redirectTo, redirect: false }) };
}
