import { mailAnswer } from "@/app/mail-answer";

/** A kept message as mail programs show it, for administrators. */
export async function GET(_: Request, { params }: RouteContext<"/admin/mail/[id]/html">) {
  const { id } = await params;
  return mailAnswer((caller) => caller.mail.read({ id }));
}
