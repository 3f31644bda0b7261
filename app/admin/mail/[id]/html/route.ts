import { mailAnswer } from "@/app/mail-answer";
import { ifConfirmed } from "@/server/api/rsc";

/** A kept message as mail programs show it, for administrators; its page asks who is not confirmed. */
export async function GET(_: Request, { params }: RouteContext<"/admin/mail/[id]/html">) {
  const { id } = await params;
  return mailAnswer(
    (caller) => ifConfirmed(caller.mail.read({ id })),
    `/admin/mail/${encodeURIComponent(id)}`,
  );
}
