import { eq, sql } from "drizzle-orm";
import { installation } from "@/db/schema/installation";
import { statement } from "@/db/statement";
import type { Context } from "../platform/context";
import { env } from "../platform/env";
import { DEFAULT_NAME, type SignUpPolicy, signUpPolicies } from "./schema";

/** Whether the installation has recorded this value: of a setting, or of the code it was made with. */
export async function isRecorded(
  { db }: Context,
  key: string,
  value: string | number,
): Promise<boolean> {
  const [row] = await db.select().from(installation).where(eq(installation.key, key));
  return row?.value === String(value);
}

const findRecorded = statement(["keys"], (db, { keys }) =>
  db
    .select()
    .from(installation)
    .where(sql`${installation.key} = any(${keys}::text[])`)
    .prepare("installation_recorded"),
);

/** The recorded values of these keys. */
export async function recorded<Key extends string>(
  { db }: Context,
  keys: Key[],
): Promise<Partial<Record<Key, string>>> {
  const rows = await findRecorded(db, { keys });
  return Object.fromEntries(rows.map(({ key, value }) => [key, value])) as Partial<
    Record<Key, string>
  >;
}

/** The keys of what administrators set. */
export const NAME = "name";
export const SIGN_UP = "sign_up";
export const HIDES_VOTES = "hides_votes";

/**
 * What the installation is called, whether new accounts begin by showing their votes only to their
 * teams, and who may create an account: as the environment says, else as an administrator has
 * chosen, else anyone.
 */
export async function settings(ctx: Context) {
  const found = await recorded(ctx, [NAME, SIGN_UP, HIDES_VOTES]);
  const fixed = env().SIGN_UP;
  const chosen = signUpPolicies.find((policy) => policy === found[SIGN_UP]);
  return {
    name: found[NAME] ?? DEFAULT_NAME,
    signUp: fixed ?? chosen ?? ("open" satisfies SignUpPolicy),
    /** Whether the environment decides who may create an account. */
    isFixed: fixed !== undefined,
    hidesVotes: found[HIDES_VOTES] === "true",
  };
}

export type InstallationSettings = Awaited<ReturnType<typeof settings>>;

/** What the installation is called. */
export async function nameOf(ctx: Context): Promise<string> {
  return (await settings(ctx)).name;
}

export async function signUpPolicy(ctx: Context): Promise<SignUpPolicy> {
  return (await settings(ctx)).signUp;
}

/** What every page shows of the installation. */
export async function shown(ctx: Context) {
  const { name, signUp, hidesVotes } = await settings(ctx);
  return { name, canSignUp: signUp === "open", isClosed: signUp === "closed", hidesVotes };
}
