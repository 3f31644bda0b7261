import { database } from "@/db/client";
import { env } from "./env";

/** The app's database handle. `npm start` gives every process below it a `DATABASE_URL`. */
export function appDatabase() {
  const { DATABASE_URL, DATABASE_POOL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set: start the app with `npm start`.");
  return database(DATABASE_URL, DATABASE_POOL);
}
