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

/** Providers send readers back here. A mailed link only leads to its button: scanners open links. */
export async function GET(request: NextRequest, { params }: Params) {
  const { provider } = await params;
  if (configuredProviders().some(({ id }) => id === provider)) {
    return handlers.GET(asSeen(request));
  }
  if (provider !== "email") return new NextResponse(null, { status: 404 });
  return NextResponse.redirect(
    new URL(`/sign-in/link${request.nextUrl.search}`, asSeen(request).url),
  );
}

/** The button of a mailed link. */
export async function POST(request: NextRequest, { params }: Params) {
  const byMail = (await params).provider === "email" && sendsMail();
  if (byMail) return handlers.POST(asSeen(request));
  return new NextResponse(null, { status: 405, headers: { allow: "GET" } });
}
