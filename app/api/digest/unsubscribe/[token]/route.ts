import { visitor } from "@/app/visitor";
import { unsubscribe } from "@/server/digest/mutations";
import { AppError } from "@/server/platform/errors";

type Context = RouteContext<"/api/digest/unsubscribe/[token]">;

const said = (text: string, status: number) =>
  new Response(`${text}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" },
  });

/**
 * One click in a mail program ends the mail (RFC 8058): by the token alone, without a cookie, however
 * the body is encoded, and as often as it is sent.
 */
export async function POST(_: Request, { params }: Context) {
  const { token } = await params;
  const { ctx } = await visitor();
  try {
    await unsubscribe(ctx, { token });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return said(error.message, 404);
  }
  return said("No more mail comes.", 200);
}

/** A person who opens the address gets the page with the button. */
export async function GET(_: Request, { params }: Context) {
  const { token } = await params;
  const location = `/digest/unsubscribe/${encodeURIComponent(token)}`;
  return new Response(null, { status: 303, headers: { location } });
}
