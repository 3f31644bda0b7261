import { installation } from "@/db/schema/installation";
import type { Context } from "../platform/context";

/** Records a value for later starts, also those of other versions. */
export async function record({ db }: Context, key: string, given: string | number): Promise<void> {
  const value = String(given);
  await db
    .insert(installation)
    .values({ key, value })
    .onConflictDoUpdate({ target: installation.key, set: { value } });
}
