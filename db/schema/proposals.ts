import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";
import { papers } from "./papers";
import { teams } from "./teams";
import { users } from "./users";

/** A paper that a member proposes for the team's edition. It is printed, or vetoed, or neither yet. */
export const teamProposals = pgTable(
  "team_proposals",
  {
    id: id(),
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    /** Null once they have deleted their account. */
    proposedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    /** The team's edition that it is in, and since when. */
    printedOn: date({ mode: "string" }),
    printedAt: instant(),
    vetoedAt: instant(),
    vetoedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    vetoReason: text(),
  },
  (t) => [
    // a paper is proposed to a team once
    uniqueIndex("team_proposals_paper").on(t.teamId, t.paperId),
    index("team_proposals_newest").on(t.teamId, t.createdAt),
    index("team_proposals_printed")
      .on(t.teamId, t.printedOn)
      .where(sql`${t.printedOn} is not null`),
    // what deletions look up
    index("team_proposals_of_paper").on(t.paperId),
    index("team_proposals_proposer").on(t.proposedBy),
    index("team_proposals_vetoer").on(t.vetoedBy),
    check("team_proposals_one_state", sql`${t.printedOn} is null or ${t.vetoedAt} is null`),
    check("team_proposals_printed_whole", sql`(${t.printedOn} is null) = (${t.printedAt} is null)`),
    check(
      "team_proposals_vetoed_whole",
      sql`(${t.vetoedAt} is null) = (${t.vetoReason} is null) and (${t.vetoedBy} is null or ${t.vetoedAt} is not null)`,
    ),
    check("team_proposals_reason_length", sql`char_length(${t.vetoReason}) between 1 and 300`),
  ],
);

/** Who is for a proposal, its proposer among them. */
export const proposalSupports = pgTable(
  "proposal_supports",
  {
    proposalId: uuid()
      .notNull()
      .references(() => teamProposals.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.proposalId, t.userId] }),
    index("proposal_supports_user").on(t.userId),
  ],
);
