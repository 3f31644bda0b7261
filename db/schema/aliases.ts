import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt } from "../columns";
import { papers } from "./papers";

/** What else a paper is known by: it is found by each, and an earlier address leads on to it. */
export const paperAliases = pgTable(
  "paper_aliases",
  {
    /** `slug` is an earlier address here. */
    kind: text({ enum: ["slug", "doi", "openreview"] }).notNull(),
    /** A DOI in lower case, as DOIs are compared. */
    value: text().notNull(),
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.value] }),
    index("paper_aliases_paper").on(t.paperId),
    check("paper_aliases_kind", sql`${t.kind} in ('slug', 'doi', 'openreview')`),
    check("paper_aliases_value_length", sql`char_length(${t.value}) between 1 and 300`),
  ],
);
