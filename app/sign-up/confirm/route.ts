import { keepEntry, leaveNotice, visitor } from "@/app/visitor";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { confirmSignUp } from "@/server/auth/mutations";
import { confirmInput } from "@/server/auth/schema";
import { AppError } from "@/server/platform/errors";

const goTo = (location: string) => new Response(null, { status: 303, headers: { location } });

/** The button of the mailed link; if refused, it redirects to the link's page, which says why. */
export async function POST(request: Request) {
  // what is not a form has no token either
  const fields = await request.formData().catch(() => new FormData());
  const form = confirmInput.safeParse(Object.fromEntries(fields));
  if (!form.success) return goTo("/sign-up");
  const { token, callbackUrl } = form.data;
  const { ctx, client, userAgent } = await visitor();
  try {
    const entry = await confirmSignUp(ctx, { token, client, userAgent });
    return goTo(await keepEntry(entry, safeCallbackUrl(callbackUrl)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await leaveNotice(error.message);
    return goTo(`/sign-up/confirm/${encodeURIComponent(token)}?refused`);
  }
}
