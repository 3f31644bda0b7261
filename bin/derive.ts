import { deriveAgain, relate } from "./catch-up";
import { connectInChild, endWithParent } from "./child";

/**
 * Derives topics, search words and related papers again from all papers: what computes for long does
 * not share a process with readers. The app runs this after an update, on the database that it has
 * opened, and this ends with the app.
 */
export async function main(): Promise<never> {
  endWithParent();
  const database = {
    connect: ({ max }: { max: number }) => connectInChild({ max, name: "broadsheet derive" }),
  };
  const { signal } = new AbortController();
  const isDone = (await deriveAgain(database, signal)) && (await relate(database, signal));
  // the channel to the app would keep it from ending
  process.exit(isDone ? 0 : 1);
}
