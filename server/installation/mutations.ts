import { sql } from "drizzle-orm";
import type { z } from "zod";
import { locks } from "@/db/locks";
import { installation } from "@/db/schema/installation";
import { logAct } from "../audit/mutations";
import { EVERYTHING, invalidate } from "../page-cache/invalidate";
import type { Context, UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import { HIDES_VOTES, NAME, SIGN_UP, settings } from "./queries";
import type { settingsInput } from "./schema";

/** Records a value for later starts, also those of other versions. */
export async function record({ db }: Context, key: string, given: string | number): Promise<void> {
  const value = String(given);
  await db
    .insert(installation)
    .values({ key, value })
    .onConflictDoUpdate({ target: installation.key, set: { value } });
}

const POLICIES = {
  open: "anyone may create an account",
  invite: "accounts are by invitation",
  closed: "there are no new accounts",
};

/** Stores what an administrator has set, and logs what it changes. Every page shows some of it. */
export async function saveSettings(ctx: UserContext, input: z.output<typeof settingsInput>) {
  await transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${locks.installation})`);
    const before = await settings(tx);
    const { name = before.name, signUp = before.signUp, hidesVotes = before.hidesVotes } = input;
    if (before.isFixed && signUp !== before.signUp) {
      throw new AppError(
        "CONFLICT",
        "SIGN_UP is set in this server's environment, which decides who may create an account.",
        "signUp",
      );
    }
    const changes = [
      name !== before.name && `From “${before.name}” to “${name}”.`,
      signUp !== before.signUp && `From now on, ${POLICIES[signUp]}.`,
      hidesVotes !== before.hidesVotes &&
        `New accounts show their votes ${hidesVotes ? "only to their teams" : "to everyone"}.`,
    ].filter((change) => change !== false);
    if (changes.length === 0) return;
    await record(tx, NAME, name);
    if (!before.isFixed) await record(tx, SIGN_UP, signUp);
    await record(tx, HIDES_VOTES, String(hidesVotes));
    await logAct(tx, { act: "installation.settings", detail: changes.join(" ") });
    await invalidate(tx, [EVERYTHING]);
  });
}
