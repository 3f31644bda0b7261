import { randomUUID } from "node:crypto";
import { createCaller } from "@/server/api/root";
import { actorOf } from "@/server/auth/sessions/actor";
import { startSession } from "@/server/auth/sessions/mutations";
import type { Actor, Context, UserActor, UserContext } from "@/server/platform/context";
import { appDatabase } from "@/server/platform/database";
import { makeUser, type User } from "./factories";

/** The parts of a context that a test may set; the rest is real. */
type Given = Partial<Pick<Context, "db" | "now" | "madeFor">>;

/** A context as a request would have it, for calling queries and mutations directly. */
export function contextFor(actor: UserActor, given?: Given): UserContext;
export function contextFor(actor: Actor, given?: Given): Context;
export function contextFor(actor: Actor, given: Given = {}): Context {
  return { db: appDatabase(), now: () => new Date(), requestId: randomUUID(), actor, ...given };
}

export const actorFor = (user: User): UserActor => ({
  kind: "user",
  userId: user.id,
  name: user.name,
  role: user.role,
  hue: user.hue,
  sessionId: randomUUID(),
});

/** The procedures as this user calls them: `as(user).votes.set(…)`. */
export const as = (user: User, given?: Given) => createCaller(contextFor(actorFor(user), given));

/** A user in a signed-in browser, with a confirmed identity unless stated otherwise. */
export async function signedInAs(
  user: User,
  { confirmed = true, ...given }: Given & { confirmed?: boolean } = {},
) {
  const now = given.now?.() ?? new Date();
  const session = { userId: user.id, userAgent: null, now, confirmed };
  const { token } = await startSession(given.db ?? appDatabase(), session);
  const actor = await actorOf(given.db ?? appDatabase(), token, now);
  if (actor.kind !== "user") throw new Error("the session does not count");
  const ctx = contextFor(actor, given);
  return { token, ctx, caller: createCaller(ctx) };
}

/** The procedures as a stranger calls them. */
export const anonymous = (given?: Given) => createCaller(contextFor({ kind: "anonymous" }, given));

/** The procedures as a new administrator calls them. */
export const administrator = async (given?: Given) =>
  as(await makeUser({ role: "administrator" }), given);
