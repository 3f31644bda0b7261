import { cookies } from "next/headers";
import { forgetReader, sessionCookieSettings, visitor } from "@/app/visitor";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { endSessionByToken } from "@/server/auth/sessions/mutations";

/** Ends this browser's session, then redirects to where another account is needed, or home. */
export async function POST(request: Request) {
  const { ctx } = await visitor();
  const jar = await cookies();
  const name = sessionCookieName();
  const token = jar.get(name)?.value;
  if (token) await endSessionByToken(ctx, token);
  jar.set(name, "", { ...(await sessionCookieSettings()), maxAge: 0 });
  await forgetReader();
  const asked = new URL(request.url).searchParams.get("callbackUrl");
  return new Response(null, { status: 303, headers: { location: safeCallbackUrl(asked) } });
}
