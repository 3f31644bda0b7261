import { open } from "@/db/open";
import { deliver, wakeAll } from "../live/hub";
import { CHANNEL as LIVE } from "../live/notify";
import { noteChanges } from "../page-cache/changes.mjs";
import { CHANNEL, EVERYTHING } from "../page-cache/invalidate";
import { env } from "../platform/env";

/**
 * Listens for the changes that any process notifies, over one connection. Returns a function that
 * stops it. The client reconnects by itself; since changes may have been missed, every cached page
 * is then rendered again and every open list checked.
 */
export async function listenForChanges(): Promise<() => Promise<void>> {
  const { DATABASE_URL, DATABASE_DIRECT_URL = DATABASE_URL } = env();
  if (!DATABASE_DIRECT_URL) return async () => {};
  const listener = open(DATABASE_DIRECT_URL, {
    max: 1,
    connection: { application_name: "broadsheet changes" },
  });
  await listener.listen(
    CHANNEL,
    (payload) => noteChanges(JSON.parse(payload)),
    () => noteChanges([EVERYTHING]),
  );
  await listener.listen(LIVE, (payload) => deliver(JSON.parse(payload)), wakeAll);
  return () => listener.end({ timeout: 1 });
}
