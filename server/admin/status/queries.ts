import { sql } from "drizzle-orm";
import { papersToRelate } from "@/db/schema/related";
import { freeOf, isNearlyFull } from "../../health/disk";
import { health } from "../../health/queries";
import { lastImport } from "../../ingest/last-import";
import { alarms } from "../../ingest/sources/queries";
import { waitingReports } from "../../moderation/queries";
import { isAllIndexed } from "../../papers/search/mutations";
import { haveAllTopics } from "../../papers/topics/mutations";
import type { UserContext } from "../../platform/context";
import { deliversMail, siteUrl } from "../../platform/email/send";
import { env } from "../../platform/env";

/** Counted up to this many. */
const MAX_WAITING = 1_000;

/** How the process and its database are, and what is still to do in the background. */
export async function status(ctx: UserContext, folder = env().DATA_DIR) {
  const [checked, [database], [waiting], imported, isIndexed, haveTopics, disk, reports, silent] =
    await Promise.all([
      health(ctx.db, ctx.now().getTime(), folder),
      ctx.db.execute<{ version: string; bytes: string }>(sql`
        select current_setting('server_version') as version,
          pg_database_size(current_database())::text as bytes`),
      ctx.db.execute<{ papers: number }>(sql`
        select count(*)::int as papers from (
          select from ${papersToRelate} limit ${MAX_WAITING}) as waiting`),
      lastImport(ctx),
      isAllIndexed(ctx),
      haveAllTopics(ctx),
      folder === undefined ? null : freeOf(folder),
      waitingReports(ctx),
      alarms(ctx),
    ]);
  return {
    version: checked.version,
    node: process.versions.node,
    /** Whole seconds. */
    uptime: Math.floor(process.uptime()),
    memory: process.memoryUsage.rss(),
    database: {
      state: checked.database,
      /** "17.2 (Debian …)" says more than is asked. */
      version: database?.version.split(" ", 1)[0] ?? "",
      bytes: Number(database?.bytes ?? 0),
      isEmbedded: folder !== undefined,
    },
    /** Null for a database elsewhere, whose disk is not known here. */
    disk: disk && { free: disk.bavail * disk.bsize, isNearlyFull: isNearlyFull(disk) },
    imported,
    waiting: {
      related: waiting?.papers ?? 0,
      /** Whether there may be more. */
      isMore: waiting?.papers === MAX_WAITING,
      search: !isIndexed,
      topics: !haveTopics,
    },
    deliversMail: deliversMail(),
    /** Reports that nobody has decided on. */
    reports,
    /** The sources that had no papers on a weekday. */
    silent,
    address: { site: siteUrl("/"), isSet: env().APP_URL !== undefined },
  };
}

export type Status = Awaited<ReturnType<typeof status>>;
