import "server-only";
import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthConfig } from "next-auth";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { markConfirmed } from "@/server/auth/confirmation/mutations";
import { confirmsBySigningIn } from "@/server/auth/confirmation/queries";
import {
  enqueueSignInLink,
  newLinkToken,
  provesAddress,
} from "@/server/auth/identities/mailed-link";
import { linkOrCreateAccount, linkOrCreateByMail } from "@/server/auth/identities/mutations";
import { authAdapter } from "@/server/auth/oauth/adapter";
import { identityOf } from "@/server/auth/oauth/identity";
import { authProviders, configuredProviders } from "@/server/auth/oauth/providers";
import { oweSecondStep } from "@/server/auth/second-step/mutations";
import { needsSecondStep } from "@/server/auth/second-step/queries";
import { INVITATION_COOKIE, sessionCookieName } from "@/server/auth/sessions/cookie";
import { mustNotBeBlocked } from "@/server/auth/sessions/queries";
import { recordSignIn } from "@/server/auth/sign-ins/mutations";
import { env } from "@/server/platform/env";
import { AppError, unavailability } from "@/server/platform/errors";
import { SESSION_DAYS } from "@/server/platform/limits";
import { log } from "@/server/platform/log";
import {
  forgetReader,
  keepOwedStep,
  leaveNotice,
  SECOND_STEP_PATH,
  sessionCookieSettings,
  visitor,
} from "./visitor";

const LINK = { way: "link" } as const;

/**
 * Auth.js's configuration for this request, for providers and mailed links. Passwords never pass
 * through here.
 */
async function config(request?: NextRequest): Promise<NextAuthConfig> {
  const { AUTH_SECRET, APP_URL } = env();
  if (!AUTH_SECRET) throw new Error("AUTH_SECRET is not set: `npm start` makes one.");
  // the only way to tell Auth.js the app's public URL
  if (APP_URL) process.env.AUTH_URL = new URL(APP_URL).origin;
  const { ctx, userAgent } = await visitor();
  const jar = await cookies();
  const invitation = jar.get(INVITATION_COOKIE)?.value;
  // where Auth.js itself stores the page to return to
  const wanted = jar.get(sessionCookieName().replace("session-token", "callback-url"))?.value;

  const send = (to: string, token: string, url: URL) => {
    const callbackUrl = safeCallbackUrl(url.searchParams.get("callbackUrl"), url.origin);
    return enqueueSignInLink(ctx, { to, token, callbackUrl, invitation });
  };

  // a crafted URL may have several tokens: each must prove it
  const tokens = request?.nextUrl.searchParams.getAll("token") ?? [];
  const isProof = tokens.length > 0 && tokens.every(provesAddress);

  return {
    adapter: authAdapter(ctx, userAgent),
    providers: authProviders({ newToken: newLinkToken, send }),
    session: { strategy: "database", maxAge: SESSION_DAYS * 86_400 },
    secret: AUTH_SECRET,
    trustHost: true,
    basePath: "/api/auth",
    pages: { signIn: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in" },
    cookies: {
      sessionToken: { name: sessionCookieName(), options: await sessionCookieSettings() },
    },
    callbacks: {
      redirect: ({ url, baseUrl }) =>
        url === "/sign-in?refused" || url.startsWith(`${SECOND_STEP_PATH}?`)
          ? baseUrl + url
          : baseUrl + safeCallbackUrl(url, baseUrl),
      async signIn({ account, profile, user, email }) {
        if (!account || email?.verificationRequest) return true;
        try {
          const provider = configuredProviders().find(({ id }) => id === account.provider);
          const userId = provider
            ? await linkOrCreateAccount(ctx, identityOf(provider, account, profile), invitation)
            : await linkOrCreateByMail(ctx, { email: user.email ?? "", isProof, invitation });
          jar.delete(INVITATION_COOKIE);
          const { actor } = ctx;
          if (actor.kind === "user" && actor.userId === userId) {
            if (await confirmsBySigningIn(ctx, userId)) await markConfirmed({ ...ctx, actor });
            return true;
          }
          await mustNotBeBlocked(ctx, userId);
          const way = provider ? ({ way: "provider", provider: provider.id } as const) : LINK;
          if (await needsSecondStep(ctx, userId)) {
            const token = await oweSecondStep(ctx, { ...way, userId });
            return keepOwedStep(token, pathOf(wanted));
          }
          await recordSignIn(ctx, { ...way, userId, userAgent });
          await forgetReader();
          return true;
        } catch (error) {
          const refusal = error instanceof AppError ? error : unavailability(error);
          if (!refusal) throw error;
          const signedIn = ctx.actor.kind === "user";
          await leaveNotice(refusal.message);
          return `${signedIn ? "/settings/security" : "/sign-in"}?refused`;
        }
      },
    },
    logger: {
      error: (error) => log().warn({ kind: error.name, err: causeOf(error) }, "Auth.js refused"),
      warn: () => {},
      debug: () => {},
    },
  };
}

export const { handlers, signIn } = NextAuth(config);

/** The path of a URL of ours that Auth.js has stored. */
function pathOf(wanted: string | undefined): string {
  if (!wanted || !URL.canParse(wanted)) return "/";
  return safeCallbackUrl(wanted, new URL(wanted).origin);
}

const causeOf = (error: Error) => (error.cause as { err?: Error } | undefined)?.err ?? error;
