import { afterAll, expect, it } from "vitest";
import { appRouter } from "@/server/api/root";
import { type Deeds, makeDeeds } from "../support/deeds";
import { rolledBack } from "../support/rolled-back";
import { lockingDatabase, type Row, type Step } from "../support/row-locks";

// Checks docs/decisions/0012-locks-in-one-order.md for each write by itself: writes that keep this
// order cannot deadlock. `npm run stress` runs all pairs of them at once.

const { db, stepsOf, end } = lockingDatabase();
afterAll(() => end());

/** Rows are locked in this order of their tables. */
const RANKS: Record<string, number> = {
  teams: 1,
  lists: 2,
  paper_stats: 3,
  users: 4,
  annotations: 5,
  invitations: 5,
  reports: 6,
  digest_subscriptions: 6,
};

const rankOf = ({ table }: Row) => RANKS[table] ?? Number.POSITIVE_INFINITY;

/** Locks of a transaction that could deadlock with another. */
function faultsOf(steps: Step[]): string[] {
  const held = new Set<string>();
  const faults: string[] = [];
  let last = { rank: 0, table: "" };
  for (const { statement, locked } of steps) {
    const fresh = locked.filter(({ key }) => !held.has(key));
    for (const row of fresh.toSorted((a, b) => rankOf(a) - rankOf(b))) {
      const { table, key, under } = row;
      held.add(key);
      // any order is safe once their list or team is locked
      if (under?.some((owner) => held.has(owner))) continue;
      const rank = RANKS[table];
      if (rank === undefined) {
        faults.push(`${table} without their list or team: ${statement}`);
        continue;
      }
      if (rank < last.rank) faults.push(`${table} after ${last.table}: ${statement}`);
      else last = { rank, table };
      const isOneOfMany = fresh.some((other) => other.table === table && other.key !== key);
      if (isOneOfMany && rank < 5 && !/ order by [^()]*id"( asc)? for /.test(statement)) {
        faults.push(`several ${table} in no order: ${statement}`);
      }
    }
  }
  return [...new Set(faults)];
}

it("every write locks rows in the one order", async () => {
  const deedsIn = await makeDeeds();
  const faults: Record<string, string[]> = {};
  const seen = new Set<string>();
  for (const name of Object.keys(deedsIn()) as (keyof Deeds)[]) {
    const steps = await stepsOf(() => rolledBack<unknown>(db, (tx) => deedsIn(tx)[name]()));
    const found = faultsOf(steps);
    if (found.length > 0) faults[name] = found;
    for (const { table } of steps.flatMap(({ locked }) => locked)) seen.add(table);
  }
  expect(faults).toEqual({});
  // without any locks recorded, the test would pass too
  const tables = [...Object.keys(RANKS), "list_items", "list_members", "team_members"];
  expect([...seen].sort()).toEqual(tables.sort());
});

/** Writes that concern one account, or the whole installation. */
const ALONE =
  /^(confirmation|identities|passkeys|secondStep|sessions)\.|^(invitations\.create|installation\.save|moderation\.dismissWarning|curation\.fetch|submissions\.(paste|write))$/;

it("no write is left out", async () => {
  const procedures = Object.entries(appRouter._def.procedures as Record<string, unknown>)
    .filter(([, procedure]) => (procedure as { _def: { type: string } })._def.type === "mutation")
    .map(([name]) => name);
  const named = Object.keys((await makeDeeds())()).map((name) => name.split(" ", 1)[0]);
  expect([...new Set(named)].sort()).toEqual(procedures.filter((name) => !ALONE.test(name)).sort());
});
