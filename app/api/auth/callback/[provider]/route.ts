import { NextRequest, NextResponse } from "next/server";
import { handlers } from "@/app/auth";
import { configuredProviders } from "@/server/auth/oauth/providers";
import { writesMail } from "@/server/platform/email/send";

type Params = RouteContext<"/api/auth/callback/[provider]">;

/** The URL that the reader sees, which Next does not know by itself. */
function seenAddress({ nextUrl, headers }: NextRequest): URL {
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  const protocol = headers.get("x-forwarded-proto") ?? "http";
  return new URL(`${protocol}://${host}${nextUrl.pathname}${nextUrl.search}`);
}

/**
 * Auth.js's response. It redirects to an absolute URL whose host comes from the request: within
 * this site, only its path is kept.
 */
async function withinSite(
  handle: (request: NextRequest) => Promise<Response>,
  request: NextRequest,
): Promise<Response> {
  const address = seenAddress(request);
  const response = await handle(new NextRequest(address, request));
  const location = response.headers.get("location");
  if (!location?.startsWith(`${address.origin}/`)) return response;
  const headers = new Headers(response.headers);
  headers.set("location", location.slice(address.origin.length));
  return new Response(response.body, { status: response.status, headers });
}

/**
 * Providers send readers back here. A mailed link only shows its button: mail scanners open links.
 */
export async function GET(request: NextRequest, { params }: Params) {
  const { provider } = await params;
  if (configuredProviders().some(({ id }) => id === provider)) {
    return withinSite(handlers.GET, request);
  }
  if (provider !== "email") return new NextResponse(null, { status: 404 });
  const location = `/sign-in/link${request.nextUrl.search}`;
  return new NextResponse(null, { status: 307, headers: { location } });
}

/** The button of a mailed link. */
export async function POST(request: NextRequest, { params }: Params) {
  const { provider } = await params;
  if (provider === "email" && writesMail()) return withinSite(handlers.POST, request);
  return new NextResponse(null, { status: 405, headers: { allow: "GET" } });
}
