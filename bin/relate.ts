import { relate } from "./catch-up";
import { connectInChild } from "./child";

/** Finds papers related to many new ones, as `bin/derive.ts` does after an update. */
export async function main(): Promise<number> {
  const database = {
    connect: ({ max }: { max: number }) => connectInChild({ max, name: "broadsheet relate" }),
  };
  return (await relate(database, new AbortController().signal)) ? 0 : 1;
}
