import { desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { keptMail } from "@/db/schema/digest";
import { logAct } from "../audit/mutations";
import type { UserContext } from "../platform/context";
import { type Mail, sendsMail } from "../platform/email/send";
import { AppError } from "../platform/errors";
import { unseal } from "../platform/sealed";
import { KEPT_FOR, type messageInput } from "./schema";

/** How many of the newest messages are listed. */
const SHOWN = 100;

/** A message that was kept; null if it was sealed with another AUTH_SECRET. */
function opened({ id, sealed }: { id: string; sealed: string }): Mail | null {
  const text = unseal(sealed, KEPT_FOR, id);
  return text === null ? null : (JSON.parse(text) as Mail);
}

/** The newest messages that were kept and not sent, without what they say. */
export async function list(ctx: UserContext) {
  const rows = await ctx.db
    .select()
    .from(keptMail)
    .orderBy(desc(keptMail.at), desc(keptMail.id))
    .limit(SHOWN);
  const messages = rows.map((row) => {
    const mail = opened(row);
    return { id: row.id, at: row.at, to: mail?.to ?? null, subject: mail?.subject ?? null };
  });
  return { sendsMail: sendsMail(), messages };
}

export type Kept = Awaited<ReturnType<typeof list>>;

/**
 * One message. It may have a link that signs somebody in, so the log says that an administrator has
 * read it.
 */
export async function read(ctx: UserContext, { id }: z.output<typeof messageInput>) {
  const [row] = await ctx.db.select().from(keptMail).where(eq(keptMail.id, id));
  const mail = row && opened(row);
  if (!mail) throw new AppError("NOT_FOUND", "There is no such message, or no longer.");
  await logAct(ctx, { act: "mail.read", detail: mail.subject.slice(0, 200) });
  const { to, subject, text, html } = mail;
  return { id, at: row.at, to, subject, text, html };
}

export type KeptMessage = Awaited<ReturnType<typeof read>>;
