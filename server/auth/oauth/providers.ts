import type { NextAuthConfig } from "next-auth";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { env } from "../../platform/env";

export type ProviderId = "github" | "google" | "oidc";

/** The configured providers, by the name on their buttons. */
export function configuredProviders(): { id: ProviderId; name: string }[] {
  const { AUTH_GITHUB_ID, AUTH_GOOGLE_ID, AUTH_OIDC_ID, AUTH_OIDC_NAME } = env();
  return [
    ...(AUTH_GITHUB_ID ? [{ id: "github", name: "GitHub" } as const] : []),
    ...(AUTH_GOOGLE_ID ? [{ id: "google", name: "Google" } as const] : []),
    ...(AUTH_OIDC_ID ? [{ id: "oidc", name: AUTH_OIDC_NAME } as const] : []),
  ];
}

const MAIL_MINUTES = 60;

interface Links {
  newToken: () => string;
  /** Sends the link. */
  send: (to: string, token: string, url: URL) => Promise<void>;
}

/** The configuration for Auth.js. `links` are those that sign in. */
export function authProviders(links: Links): NextAuthConfig["providers"] {
  const settings = env();
  const providers: NextAuthConfig["providers"] = [];
  if (settings.AUTH_GITHUB_ID) {
    providers.push(
      GitHub({
        clientId: settings.AUTH_GITHUB_ID,
        clientSecret: settings.AUTH_GITHUB_SECRET,
        checks: ["pkce", "state"],
        userinfo: { url: "https://api.github.com/user", request: githubUser },
      }),
    );
  }
  if (settings.AUTH_GOOGLE_ID) {
    providers.push(
      Google({
        clientId: settings.AUTH_GOOGLE_ID,
        clientSecret: settings.AUTH_GOOGLE_SECRET,
        checks: ["pkce", "state", "nonce"],
      }),
    );
  }
  if (settings.AUTH_OIDC_ID) {
    providers.push({
      id: "oidc",
      name: settings.AUTH_OIDC_NAME,
      type: "oidc",
      issuer: settings.AUTH_OIDC_ISSUER,
      clientId: settings.AUTH_OIDC_ID,
      clientSecret: settings.AUTH_OIDC_SECRET,
      checks: ["pkce", "state", "nonce"],
      // providers that follow the specification strictly give the address only at this endpoint
      idToken: false,
    });
  }
  providers.push({
    id: "email",
    name: "Email",
    type: "email",
    maxAge: MAIL_MINUTES * 60,
    options: {},
    generateVerificationToken: links.newToken,
    sendVerificationRequest: ({ identifier, token, url }) =>
      links.send(identifier, token, new URL(url)),
  });
  return providers;
}

/** GitHub's profile with its verified primary address, which the profile alone does not include. */
async function githubUser({ tokens }: { tokens: { access_token?: string } }) {
  const ask = async (path: string) => {
    const answer = await fetch(`https://api.github.com/${path}`, {
      headers: { authorization: `Bearer ${tokens.access_token}`, "user-agent": "broadsheet" },
      signal: AbortSignal.timeout(10_000),
    });
    if (!answer.ok) throw new Error(`GitHub answered ${answer.status}.`);
    return answer.json();
  };
  const [profile, emails] = await Promise.all([ask("user"), ask("user/emails")]);
  const primary = (emails as { email: string; primary: boolean; verified: boolean }[]).find(
    (email) => email.primary && email.verified,
  );
  return { ...profile, email: primary?.email ?? null, email_verified: primary !== undefined };
}
