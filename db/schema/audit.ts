import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../columns";

/**
 * What administrators did, newest last. A row names people by id and by the name they had, and
 * refers to no other table: it stays as it is when either account is deleted.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    /** One of the acts in `server/audit/acts.ts`; later versions may have others. */
    act: text().notNull(),
    actorId: uuid(),
    actorName: text().notNull(),
    /** The account that it was done to, if any. */
    subjectId: uuid(),
    subjectName: text(),
    detail: text().notNull().default(""),
  },
  (t) => [
    index("audit_log_subject").on(t.subjectId, t.id),
    check("audit_log_act_length", sql`char_length(${t.act}) between 1 and 40`),
    check("audit_log_detail_length", sql`char_length(${t.detail}) <= 1000`),
    check("audit_log_subject_named", sql`(${t.subjectId} is null) = (${t.subjectName} is null)`),
  ],
);
