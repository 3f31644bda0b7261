import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";
import { lists } from "./lists";
import { papers, paperVersions } from "./papers";
import { teams } from "./teams";
import { users } from "./users";

/**
 * A user's note on a paper. With a target (`start` … `suffix`) it is a highlight anchored in the
 * abstract of `version`; without one, a comment on the paper; with a parent, a reply.
 */
export const annotations = pgTable(
  "annotations",
  {
    id: id(),
    paperId: integer()
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    version: integer().notNull(),
    // set null: notes written for others outlive their author's account
    authorId: uuid().references(() => users.id, { onDelete: "set null" }),
    audience: text({ enum: ["me", "list", "team", "everyone"] }).notNull(),
    /** The list or team that is the audience, if the audience is one. */
    audienceListId: uuid().references(() => lists.id, { onDelete: "cascade" }),
    audienceTeamId: uuid().references(() => teams.id, { onDelete: "cascade" }),
    /** The audience as one value, so that a reply can be required to have its note's audience. */
    audienceKey: text()
      .notNull()
      .generatedAlwaysAs(
        sql`audience || coalesce(audience_list_id::text, audience_team_id::text, '')`,
      ),
    parentId: uuid(),
    /** 0 for a note, 1 for a reply; with `parentDepth`, it keeps replies one level deep. */
    depth: smallint()
      .notNull()
      .generatedAlwaysAs(sql`case when parent_id is null then 0 else 1 end`),
    parentDepth: smallint().generatedAlwaysAs(
      sql`case when parent_id is null then null else 0 end`,
    ),
    /** Empty for a plain highlight. */
    body: text().notNull().default(""),
    /** UTF-16 offsets into the normalized abstract of `version`. */
    start: integer(),
    end: integer(),
    exact: text(),
    prefix: text(),
    suffix: text(),
    /** The hash of the normalized abstract that the offsets refer to. */
    textHash: text(),
    /** The color of the highlight; a note without a passage keeps the first one. */
    color: text({ enum: ["yellow", "green", "blue", "rose"] })
      .notNull()
      .default("yellow"),
    /** The hash of the newer text in which the passage was searched for; null before that. */
    placedHash: text(),
    /** Its offset in that text; null if it was not found. */
    placedStart: integer(),
    placedEnd: integer(),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
    /** Set by deletion, cleared by undo. Until then nobody sees the text. */
    deletedAt: instant(),
    /** Set by a manager of its collection or team, or by an administrator. Its author still sees it. */
    hiddenAt: instant(),
    hiddenBy: uuid().references(() => users.id, { onDelete: "set null" }),
    /** Why an administrator has hidden a note for everyone: its author is told. */
    hiddenReason: text(),
  },
  (t) => [
    foreignKey({
      name: "annotations_version_fk",
      columns: [t.paperId, t.version],
      foreignColumns: [paperVersions.paperId, paperVersions.version],
    }).onDelete("cascade"),
    unique("annotations_as_parent").on(t.id, t.depth, t.paperId, t.audienceKey),
    // a reply is on the same paper, one level deep, with the same audience
    foreignKey({
      name: "annotations_parent_fk",
      columns: [t.parentId, t.parentDepth, t.paperId, t.audienceKey],
      foreignColumns: [t.id, t.depth, t.paperId, t.audienceKey],
    }).onDelete("cascade"),
    index("annotations_paper").on(t.paperId, t.createdAt),
    index("annotations_author").on(t.authorId, t.createdAt.desc(), t.id.desc()),
    index("annotations_parent").on(t.parentId),
    index("annotations_audience_list").on(t.audienceListId, t.createdAt.desc()),
    index("annotations_audience_team").on(t.audienceTeamId, t.createdAt.desc()),
    // for each paper of a team's edition, the members who wrote about it for the team
    index("annotations_team_paper").on(t.audienceTeamId, t.paperId),
    index("annotations_hidden_by").on(t.hiddenBy),
    index("annotations_moderated").on(t.hiddenAt, t.id).where(sql`${t.hiddenReason} is not null`),
    check("annotations_audience_known", sql`${t.audience} in ('me', 'list', 'team', 'everyone')`),
    check(
      "annotations_audience_named",
      sql`(${t.audience} = 'list') = (${t.audienceListId} is not null) and (${t.audience} = 'team') = (${t.audienceTeamId} is not null)`,
    ),
    check(
      "annotations_target_whole",
      sql`num_nulls(${t.start}, ${t.end}, ${t.exact}, ${t.prefix}, ${t.suffix}, ${t.textHash}) in (0, 6)`,
    ),
    check("annotations_color_known", sql`${t.color} in ('yellow', 'green', 'blue', 'rose')`),
    check("annotations_color_of_passage", sql`${t.color} = 'yellow' or ${t.start} is not null`),
    check("annotations_target_ordered", sql`${t.start} >= 0 and ${t.end} > ${t.start}`),
    check("annotations_exact_present", sql`${t.exact} <> ''`),
    check(
      "annotations_placed_whole",
      sql`num_nulls(${t.placedStart}, ${t.placedEnd}) <> 1 and (${t.placedStart} is null or ${t.placedHash} is not null) and (${t.placedHash} is null or ${t.start} is not null)`,
    ),
    check(
      "annotations_placed_ordered",
      sql`${t.placedStart} >= 0 and ${t.placedEnd} > ${t.placedStart}`,
    ),
    check("annotations_reply_without_target", sql`${t.parentId} is null or ${t.start} is null`),
    check("annotations_says_something", sql`${t.body} <> '' or ${t.start} is not null`),
    check(
      "annotations_hidden_reason",
      sql`${t.hiddenReason} is null or (${t.hiddenAt} is not null and char_length(${t.hiddenReason}) between 1 and 300)`,
    ),
    check("annotations_body_length", sql`char_length(${t.body}) <= 10000`),
  ],
);
