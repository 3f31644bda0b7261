import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { sessions } from "@/db/schema/auth";
import { signIns } from "@/db/schema/sign-ins";
import { startOfEmail, startOfLastName, startOfName, users } from "@/db/schema/users";
import { deletionPreviewOf, isOnlyAdministrator } from "../../accounts/queries";
import type { UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import type { accountInput, accountsInput } from "./schema";

const PAGE = 50;

/** With its table's name, as sessions have an id too. */
const ofAccount = sql.raw('"users"."id"');

/** When the account was last seen, as far as its sessions and recent sign-ins know. */
const lastSeen = sql`(select max(at) from (
  select last_seen_at as at from ${sessions} where user_id = ${ofAccount}
  union all
  (select at from ${signIns} where user_id = ${ofAccount} and not refused
    order by at desc nulls last limit 1)) as seen)`.mapWith((at: string) =>
  users.createdAt.mapFromDriverValue(at),
) as SQL<Date | null>;

const columns = {
  id: users.id,
  name: users.name,
  hue: users.hue,
  email: users.email,
  role: users.role,
  blockedAt: users.blockedAt,
  createdAt: users.createdAt,
  lastSeenAt: lastSeen,
};

export interface Account {
  id: string;
  name: string;
  hue: number | null;
  email: string;
  role: "reader" | "curator" | "administrator";
  blockedAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date | null;
}

const cursor = (id: string, key: string) => `${id}.${Buffer.from(key).toString("base64url")}`;

/**
 * The accounts of the installation in pages: the newest first, or those whose name, last name or
 * address begins with some letters, in alphabetical order. Each page reads as many rows of an index
 * as it shows, however many accounts there are.
 */
export async function accounts(
  ctx: UserContext,
  { find, after }: z.output<typeof accountsInput>,
  size = PAGE,
): Promise<{ accounts: Account[]; more: string | null }> {
  return find ? beginning(ctx, find, after, size) : newest(ctx, after, size);
}

type After = z.output<typeof accountsInput>["after"];

const micros = sql<string>`(extract(epoch from ${users.createdAt}) * 1000000)::bigint::text`;

async function newest(ctx: UserContext, after: After, size: number) {
  const time = /^\d{1,17}$/.test(after?.key ?? "") ? after?.key : undefined;
  if (after && time === undefined) throw new AppError("BAD_REQUEST", NO_PLACE);
  const at = sql`(to_timestamp(0) + ${time ?? "0"}::bigint * interval '1 microsecond')`;
  const found = await ctx.db
    .select({ ...columns, micros })
    .from(users)
    .where(after && sql`(${users.createdAt}, ${users.id}) < (${at}, ${after.id}::uuid)`)
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(size + 1);
  const shown = found.slice(0, size);
  const end = found.length > size ? shown.at(-1) : undefined;
  return {
    accounts: shown.map(({ micros: _, ...account }) => account),
    more: end ? cursor(end.id, end.micros) : null,
  };
}

const NO_PLACE = "after: is no place in this list";

/** Above every text that begins with the same letters, byte by byte. */
const LAST = "\u{10ffff}";

async function beginning(ctx: UserContext, find: string, after: After, size: number) {
  const letters = sql`(lower(${find}) collate "C")`;
  const within = (start: SQL) => {
    const from = after && sql`and (${start}, ${users.id}) > (${after.key}, ${after.id}::uuid)`;
    return sql`(select ${start} as key, ${users.id} as id from ${users}
      where ${start} >= ${letters} and ${start} < ${letters} || ${LAST} ${from}
      order by ${start}, ${users.id} limit ${size + 1})`;
  };
  // who has several of them is in the list once, at the first
  const starts = [startOfName(users), startOfLastName(users), startOfEmail(users)];
  const found = await ctx.db.execute<{ key: string; id: string }>(sql`
    select key, id from (${sql.join(starts.map(within), sql` union `)}) as found
    order by key, id limit ${size + 1}`);
  const page = [...found].slice(0, size);
  const end = found.length > size ? page.at(-1) : undefined;
  const ids = [...new Set(page.map(({ id }) => id))];
  const rows = await ctx.db
    .select(columns)
    .from(users)
    .where(sql`${users.id} = any(${`{${ids.join()}}`}::uuid[])`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    accounts: ids.flatMap((id) => byId.get(id) ?? []),
    more: end ? cursor(end.id, end.key) : null,
  };
}

/** One account, and what would go if it were deleted. */
export async function account(ctx: UserContext, { userId }: z.output<typeof accountInput>) {
  const [found] = await ctx.db
    .select({ ...columns, twoStep: users.twoStep })
    .from(users)
    .where(eq(users.id, userId));
  if (!found) throw new AppError("NOT_FOUND", "There is no such account.");
  const [preview, only, [open]] = await Promise.all([
    deletionPreviewOf(ctx, userId),
    isOnlyAdministrator(ctx, userId),
    ctx.db
      .select({ sessions: sql<number>`count(*)::int` })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), gt(sessions.expires, ctx.now()))),
  ]);
  const { teams, email: _, ...goes } = preview;
  return {
    ...found,
    sessions: open?.sessions ?? 0,
    /** Whether nobody else could administer the installation. */
    only: found.role === "administrator" && !found.blockedAt && only,
    me: userId === ctx.actor.userId,
    // an administrator learns how many teams are concerned, and not which
    goes: {
      ...goes,
      teamsPassedOn: teams.filter(({ successors }) => successors.length > 0).length,
      teamsDissolved: teams.filter(({ successors }) => successors.length === 0).length,
    },
  };
}

export type AccountPage = Awaited<ReturnType<typeof account>>;
