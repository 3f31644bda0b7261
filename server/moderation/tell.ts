import { moderationLog } from "@/db/schema/moderation";
import type { UserContext } from "../platform/context";

type Entry = Pick<typeof moderationLog.$inferInsert, "act" | "paperId" | "feedDate" | "reason">;

/** Writes to the public log, in the transaction of the act. It names no reader. */
export const tell = (tx: UserContext, entry: Entry) =>
  tx.db.insert(moderationLog).values({ at: tx.now(), ...entry });
