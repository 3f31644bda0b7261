import { eq } from "drizzle-orm";
import { auditLog } from "@/db/schema/audit";
import type { UserContext } from "../platform/context";
import type { Act } from "./acts";

interface Entry {
  act: Act;
  /** The account that it was done to. */
  subject?: { id: string; name: string };
  detail?: string;
}

/** Logs what an administrator does, in the transaction that does it. Returns the entry's id. */
export async function logAct(
  tx: UserContext,
  { act, subject, detail = "" }: Entry,
): Promise<number | undefined> {
  const [entry] = await tx.db
    .insert(auditLog)
    .values({
      at: tx.now(),
      act,
      actorId: tx.actor.userId,
      actorName: tx.actor.name,
      subjectId: subject?.id ?? null,
      subjectName: subject?.name ?? null,
      detail,
    })
    .returning({ id: auditLog.id });
  return entry?.id;
}

/** Updates the detail of an act that takes several transactions, in each of them. */
export async function amendAct(tx: UserContext, id: number, detail: string): Promise<void> {
  await tx.db.update(auditLog).set({ detail }).where(eq(auditLog.id, id));
}
