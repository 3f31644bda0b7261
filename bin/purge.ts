import { connect } from "@/db/client";
import { log } from "@/server/log";
import { purgeTrash } from "@/server/trash/writing";
import { systemContext } from "./database";

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Empties the trash of what has been in it long enough, now and once a day. Readers do not wait for
 * it, and several processes may do it. Answers how to stop.
 */
export function purgeDaily(url: string): () => Promise<void> {
  let underWay = purge(url);
  const timer = setInterval(() => {
    underWay = underWay.then(() => purge(url));
  }, DAY_MS).unref();
  return () => {
    clearInterval(timer);
    return underWay;
  };
}

async function purge(url: string): Promise<void> {
  const { db, end } = connect(url, { max: 1, name: "broadsheet trash" });
  try {
    const gone = await purgeTrash(systemContext(db));
    if (Object.values(gone).some((count) => count > 0)) log().info(gone, "emptied the trash");
  } catch (error) {
    log().error({ err: error }, "the trash could not be emptied");
  } finally {
    await end();
  }
}
