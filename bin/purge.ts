import { purgeSignIns } from "@/server/auth/sign-ins/mutations";
import { log } from "@/server/platform/log";
import { purgeTrash } from "@/server/trash/mutations";
import { type OpenDatabase, systemContext } from "./database";

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Purges expired trash and old sign-ins, now and once a day. Readers do not wait for it, and
 * several processes may do it. Returns a function that stops it.
 */
export function purgeDaily(database: OpenDatabase): () => Promise<void> {
  let underWay = purge(database);
  const timer = setInterval(() => {
    underWay = underWay.then(() => purge(database));
  }, DAY_MS).unref();
  return () => {
    clearInterval(timer);
    return underWay;
  };
}

async function purge(database: OpenDatabase): Promise<void> {
  const { db, end } = database.connect({ max: 1, name: "broadsheet purge" });
  try {
    const ctx = systemContext(db);
    const gone = { ...(await purgeTrash(ctx)), signIns: await purgeSignIns(ctx) };
    if (Object.values(gone).some((count) => count > 0)) log().info(gone, "purged what is old");
  } catch (error) {
    log().error({ err: error }, "what is old could not be purged");
  } finally {
    await end();
  }
}
