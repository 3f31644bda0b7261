import { eq } from "drizzle-orm";
import { installation } from "@/db/schema/installation";
import type { Context } from "../platform/context";

/** Whether the installation has recorded this value: of a setting, or of the code it was made with. */
export async function isRecorded(
  { db }: Context,
  key: string,
  value: string | number,
): Promise<boolean> {
  const [row] = await db.select().from(installation).where(eq(installation.key, key));
  return row?.value === String(value);
}
