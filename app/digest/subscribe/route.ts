import { leaveNotice, visitor } from "@/app/visitor";
import { subscribe } from "@/server/digest/mutations";
import { subscribeInput } from "@/server/digest/schema";
import { AppError } from "@/server/platform/errors";

const goTo = (location: string) => new Response(null, { status: 303, headers: { location } });

/** The form on cached pages. What it says is the same for every address. */
export async function POST(request: Request) {
  const fields = await request.formData().catch(() => new FormData());
  const input = subscribeInput.safeParse(Object.fromEntries(fields));
  if (!input.success) {
    await leaveNotice(input.error.issues[0]?.message ?? "Please enter your email address.");
    return goTo("/digest?refused");
  }
  const { ctx, client } = await visitor();
  try {
    await subscribe(ctx, { ...input.data, client });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await leaveNotice(error.message);
    return goTo("/digest?refused");
  }
  return goTo("/digest?asked");
}
