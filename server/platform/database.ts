import { database } from "@/db/client";
import { env } from "./env";
import { log } from "./log";
import { noteOutage } from "./page-status";

/** The app's database handle. `npm start` sets `DATABASE_URL` for every child process. */
export function appDatabase() {
  const { DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_POOL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set: start the app with `npm start`.");
  const options = { max: DATABASE_POOL, prepare: !DATABASE_DIRECT_URL };
  return database(DATABASE_URL, options, {
    onFailure(error) {
      noteOutage(error.message);
      // a database that is away is logged only once
      if (error.outage !== "away") {
        log().warn({ outage: error.outage, reason: error.reason }, "the database failed");
      }
    },
    onAway: () =>
      log().error("the database does not answer: what needs it is refused until it does"),
    onBack: () => log().info("the database answers again"),
  });
}
