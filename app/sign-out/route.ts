import { cookies } from "next/headers";
import { sessionCookieSettings, visitor } from "@/app/visitor";
import { sessionCookieName } from "@/server/sessions/cookie";
import { endSessionByToken } from "@/server/sessions/service";

/** Ends this browser's session, then shows the front page. */
export async function POST() {
  const { ctx } = await visitor();
  const jar = await cookies();
  const name = sessionCookieName();
  const token = jar.get(name)?.value;
  if (token) await endSessionByToken(ctx, token);
  jar.set(name, "", { ...(await sessionCookieSettings()), maxAge: 0 });
  return new Response(null, { status: 303, headers: { location: "/" } });
}
