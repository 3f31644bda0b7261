import { index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "../columns";
import { papers } from "./papers";
import { users } from "./users";

/** One user's upvote of one paper. */
export const votes = pgTable(
  "votes",
  {
    // restrict: code withdraws votes before an account is deleted, so that the counts follow
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.paperId] }),
    index("votes_paper").on(t.paperId, t.createdAt),
    index("votes_user").on(t.userId, t.createdAt.desc()),
  ],
);
