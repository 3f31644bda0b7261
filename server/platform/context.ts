import type { Database } from "@/db/client";

/** Who makes a call. `system` is the command line and background jobs. */
export type Actor =
  | { kind: "anonymous" }
  | {
      kind: "user";
      userId: string;
      name: string;
      role: "reader" | "curator" | "administrator";
      sessionId: string;
      /** The color of their face; null before they are in a team. */
      hue: number | null;
      /** An administrator has warned them. */
      isWarned?: true;
    }
  | { kind: "system" };

export type UserActor = Extract<Actor, { kind: "user" }>;

/**
 * What every query and mutation gets: the database or the open transaction, the actor and the
 * clock.
 */
export interface Context {
  db: Database;
  actor: Actor;
  now: () => Date;
  requestId: string;
  /** The account that the request's page was made for, if given. */
  madeFor?: string;
}

/** A context whose actor is known to be a signed-in user. */
export interface UserContext extends Context {
  actor: UserActor;
}
