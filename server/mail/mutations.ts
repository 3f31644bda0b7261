import { inArray, lt, sql } from "drizzle-orm";
import { keptMail } from "@/db/schema/digest";
import type { Context } from "../platform/context";
import { deliversMail, type Mail, transmit } from "../platform/email/send";
import { seal } from "../platform/sealed";
import { KEPT_FOR, MAX_BYTES } from "./schema";

/** How many messages an installation keeps that delivers none, and for how long. */
const MAX_KEPT = 500;
const MAX_DIGESTS = 100;
const KEPT_DAYS = 14;

type Through = Parameters<typeof transmit>[1];

/**
 * Sends a message. Without a mail server, keeps it for administrators to read: a second one with the
 * same id is the same message.
 */
export async function deliver(ctx: Context, mail: Mail, through?: Through): Promise<void> {
  if (deliversMail()) return transmit(mail, through);
  const whole = JSON.stringify(mail);
  // no message of ours is as long; a part would be unreadable
  const text = whole.length > MAX_BYTES ? JSON.stringify({ ...mail, html: "" }) : whole;
  const isDigest = mail.about === "digest";
  await ctx.db
    .insert(keptMail)
    .values({ id: mail.id, at: ctx.now(), isDigest, sealed: seal(text, KEPT_FOR, mail.id) })
    .onConflictDoNothing();
  await ctx.db.delete(keptMail).where(
    inArray(
      keptMail.id,
      sql`(select id from ${keptMail} where is_digest = ${isDigest}
          order by at desc, id desc offset ${isDigest ? MAX_DIGESTS : MAX_KEPT})`,
    ),
  );
}

/** Deletes messages that were kept long enough. Returns how many. */
export async function purgeKeptMail(ctx: Context): Promise<number> {
  const before = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000);
  const deleted = await ctx.db
    .delete(keptMail)
    .where(lt(keptMail.at, before))
    .returning({ id: keptMail.id });
  return deleted.length;
}
