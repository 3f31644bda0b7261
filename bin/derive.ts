import { connect } from "@/db/client";
import { deriveAgain } from "./catch-up";

/**
 * Derives topics, search words and related papers again from all papers: what computes for long does
 * not share a process with readers. The app runs this after an update, on the database that it has
 * opened, and this ends with the app.
 */
export async function main(): Promise<number> {
  process.on("disconnect", () => process.exit(1));
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl = url } = process.env;
  if (!url) throw new Error("DATABASE_URL is missing: the app runs this.");
  const given = { name: "broadsheet derive", prepare: directUrl === url };
  const database = { connect: ({ max }: { max: number }) => connect(url, { max, ...given }) };
  return (await deriveAgain(database, new AbortController().signal)) ? 0 : 1;
}
