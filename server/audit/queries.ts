import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { auditLog } from "@/db/schema/audit";
import { users } from "@/db/schema/users";
import type { UserContext } from "../platform/context";
import { encodeCursor } from "../platform/cursor";
import type { logInput } from "./schema";

const PAGE = 50;

/** What administrators did, newest first, in pages. */
export async function auditEntries(
  ctx: UserContext,
  { after, subjectId }: z.output<typeof logInput>,
  size = PAGE,
) {
  const [last] = after ?? [];
  const found = await ctx.db
    .select({
      ...getTableColumns(auditLog),
      /** Whether the account that it was done to still exists. */
      isSubjectHere: sql<boolean>`${users.id} is not null`,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.subjectId))
    .where(
      and(
        // ids are whole numbers
        last === undefined ? undefined : lt(auditLog.id, Math.trunc(last)),
        subjectId ? eq(auditLog.subjectId, subjectId) : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(size + 1);
  const entries = found.slice(0, size);
  const end = found.length > size ? entries.at(-1) : undefined;
  return { entries, more: end ? encodeCursor([end.id]) : null };
}

export type AuditEntry = Awaited<ReturnType<typeof auditEntries>>["entries"][number];
