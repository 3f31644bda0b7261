import { NextRequest, NextResponse } from "next/server";
import { handlers } from "@/app/auth";

type Params = RouteContext<"/api/auth/callback/[provider]">;

/** The request at the address that the reader sees, which Next does not know by itself. */
function asSeen(request: NextRequest): NextRequest {
  const { pathname, search } = request.nextUrl;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const protocol = request.headers.get("x-forwarded-proto") ?? "http";
  return new NextRequest(`${protocol}://${host}${pathname}${search}`, request);
}

/** Providers send readers back here. A mailed link only leads to its button: scanners open links. */
export async function GET(request: NextRequest, { params }: Params) {
  if ((await params).provider !== "email") return handlers.GET(asSeen(request));
  return NextResponse.redirect(
    new URL(`/sign-in/link${request.nextUrl.search}`, asSeen(request).url),
  );
}

/** The button of a mailed link. */
export async function POST(request: NextRequest, { params }: Params) {
  if ((await params).provider === "email") return handlers.POST(asSeen(request));
  return new NextResponse(null, { status: 405, headers: { allow: "GET" } });
}
