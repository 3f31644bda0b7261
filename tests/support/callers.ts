import { randomUUID } from "node:crypto";
import type { Actor, Context, UserActor, UserContext } from "@/server/context";
import { appDatabase } from "@/server/database";
import { createCaller } from "@/server/root";
import { makeUser, type User } from "./factories";

/** What of a context a test may set; the rest is real. */
type Given = Partial<Pick<Context, "db" | "now" | "madeFor">>;

/** A context as a request would make it, for calling services directly. */
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
  sessionId: randomUUID(),
});

/** The procedures as this user calls them: `as(user).votes.set(…)`. */
export const as = (user: User, given?: Given) => createCaller(contextFor(actorFor(user), given));

/** The procedures as a stranger calls them. */
export const anonymous = (given?: Given) => createCaller(contextFor({ kind: "anonymous" }, given));

/** The procedures as a new administrator calls them. */
export const administrator = async (given?: Given) =>
  as(await makeUser({ role: "administrator" }), given);
