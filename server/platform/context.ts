import type { Database } from "@/db/client";

/** Who asks. `system` is the command line and what runs beside the app. */
export type Actor =
  | { kind: "anonymous" }
  | {
      kind: "user";
      userId: string;
      name: string;
      role: "reader" | "administrator";
      sessionId: string;
    }
  | { kind: "system" };

export type UserActor = Extract<Actor, { kind: "user" }>;

/** What every service is given: the database or the open transaction, the actor and the clock. */
export interface Context {
  db: Database;
  actor: Actor;
  now: () => Date;
  requestId: string;
  /** The account that the page behind the request was made for, if it says. */
  madeFor?: string;
}

/** A context whose actor has been checked to be a signed-in user. */
export interface UserContext extends Context {
  actor: UserActor;
}
