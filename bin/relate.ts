import { relate } from "./catch-up";
import { connectInChild, endWithParent } from "./child";

/** Finds papers related to many new ones, as `bin/derive.ts` does after an update. */
export async function main(): Promise<never> {
  endWithParent();
  const database = {
    connect: ({ max }: { max: number }) => connectInChild({ max, name: "broadsheet relate" }),
  };
  const isDone = await relate(database, new AbortController().signal);
  // the channel to the app would keep it from ending
  process.exit(isDone ? 0 : 1);
}
