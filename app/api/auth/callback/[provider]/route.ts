import { NextRequest, NextResponse } from "next/server";
import { handlers } from "@/app/auth";
import { configuredProviders } from "@/server/authjs/providers";
import { sendsMail } from "@/server/mail/send";

type Params = RouteContext<"/api/auth/callback/[provider]">;

/** The request at the address that the reader sees, which Next does not know by itself. */
function asSeen(request: NextRequest): NextRequest {
  const { pathname, search } = request.nextUrl;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const protocol = request.headers.get("x-forwarded-proto") ?? "http";
  return new NextRequest(`${protocol}://${host}${pathname}${search}`, request);
}

/** Auth.js leads on at a whole address, whose host the request has named: within this site by its path. */
async function withinSite(answer: Promise<Response>, request: NextRequest): Promise<Response> {
  const response = await answer;
  const location = response.headers.get("location");
  const own = new URL(asSeen(request).url).origin;
  if (!location?.startsWith(`${own}/`)) return response;
  const headers = new Headers(response.headers);
  headers.set("location", location.slice(own.length));
  return new Response(response.body, { status: response.status, headers });
}

/** Providers send readers back here. A mailed link only leads to its button: scanners open links. */
export async function GET(request: NextRequest, { params }: Params) {
  const { provider } = await params;
  if (configuredProviders().some(({ id }) => id === provider)) {
    return withinSite(handlers.GET(asSeen(request)), request);
  }
  if (provider !== "email") return new NextResponse(null, { status: 404 });
  const location = `/sign-in/link${request.nextUrl.search}`;
  return new NextResponse(null, { status: 307, headers: { location } });
}

/** The button of a mailed link. */
export async function POST(request: NextRequest, { params }: Params) {
  const byMail = (await params).provider === "email" && sendsMail();
  if (byMail) return withinSite(handlers.POST(asSeen(request)), request);
  return new NextResponse(null, { status: 405, headers: { allow: "GET" } });
}
