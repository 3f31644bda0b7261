import { auditLog } from "@/db/schema/audit";
import type { UserContext } from "../platform/context";
import type { Act } from "./acts";

interface Entry {
  act: Act;
  /** The account that it was done to. */
  subject?: { id: string; name: string };
  detail?: string;
}

/** Logs what an administrator does, in the transaction that does it. */
export async function logAct(tx: UserContext, { act, subject, detail = "" }: Entry): Promise<void> {
  await tx.db.insert(auditLog).values({
    at: tx.now(),
    act,
    actorId: tx.actor.userId,
    actorName: tx.actor.name,
    subjectId: subject?.id ?? null,
    subjectName: subject?.name ?? null,
    detail,
  });
}
