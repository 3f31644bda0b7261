import type { Deeds } from "./deeds";

/**
 * Runs these concurrently. Returns an unexpected error, or null if each succeeded or was refused.
 */
export async function faultOf(deedsIn: () => Deeds, names: (keyof Deeds)[]) {
  const deeds = deedsIn();
  const done = await Promise.allSettled(names.map((name) => deeds[name]()));
  const failed = done.find(
    (each) => each.status === "rejected" && each.reason.code === "INTERNAL_SERVER_ERROR",
  );
  return failed ? `${names.join(" and ")}: ${(failed as PromiseRejectedResult).reason}` : null;
}
