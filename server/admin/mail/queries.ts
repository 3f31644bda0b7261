import { desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { keptMail } from "@/db/schema/digest";
import { logAct } from "../../audit/mutations";
import { requireConfirmed } from "../../auth/sessions/queries";
import { findByEmail } from "../../auth/sign-up/queries";
import { KEPT_FOR, listedAs } from "../../mail/schema";
import type { UserContext } from "../../platform/context";
import { encodeCursor } from "../../platform/cursor";
import { deliversMail, type Mail } from "../../platform/email/send";
import { AppError } from "../../platform/errors";
import { unseal } from "../../platform/sealed";
import type { listInput, messageInput } from "./schema";

const PAGE = 100;
/** More than are kept. */
const MAX_BEFORE = 10_000;

/** A message that was kept; null if it was sealed with another AUTH_SECRET. */
function opened({ id, sealed }: { id: string; sealed: string }): Mail | null {
  const text = unseal(sealed, KEPT_FOR, id);
  return text === null ? null : (JSON.parse(text) as Mail);
}

/**
 * The messages that were kept and not sent, the newest first, in pages: without what they say, and
 * without names of teams and collections.
 */
export async function list(ctx: UserContext, { after }: z.output<typeof listInput>) {
  const [given = 0] = after ?? [];
  const before = Math.min(Math.max(Math.trunc(given), 0), MAX_BEFORE);
  const found = await ctx.db
    .select()
    .from(keptMail)
    .orderBy(desc(keptMail.at), desc(keptMail.id))
    .offset(before)
    .limit(PAGE + 1);
  const messages = found.slice(0, PAGE).map((row) => {
    const mail = opened(row);
    return { id: row.id, at: row.at, to: mail?.to ?? null, subject: mail && listedAs(mail) };
  });
  const more = found.length > PAGE ? encodeCursor([before + PAGE]) : null;
  return { deliversMail: deliversMail(), messages, more };
}

export type Kept = Awaited<ReturnType<typeof list>>;

/**
 * One message. It may have a link that signs in as somebody or sets their password, so it takes a
 * confirmed session, as making such a link does, and the log says who has read whose.
 */
export async function read(ctx: UserContext, { id }: z.output<typeof messageInput>) {
  const [row] = await ctx.db.select().from(keptMail).where(eq(keptMail.id, id));
  const mail = row && opened(row);
  if (!mail) throw new AppError("NOT_FOUND", "There is no such message, or no longer.");
  await requireConfirmed(ctx);
  const whose = await findByEmail(ctx, mail.to);
  await logAct(ctx, {
    ...(whose
      ? { act: "mail.read-of", subject: { id: whose.id, name: whose.name } }
      : { act: "mail.read" }),
    detail: listedAs(mail).slice(0, 200),
  });
  const { to, text, html } = mail;
  return { id, at: row.at, to, subject: mail.subject, text, html };
}

export type KeptMessage = Awaited<ReturnType<typeof read>>;
