import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { digestIssues, digestSubscriptions } from "@/db/schema/digest";
import { claimDue, sendIssues } from "@/server/digest/issues/mutations";
import { env } from "@/server/platform/env";
import { systemContext } from "../database";
import { root, say } from "../setup.mjs";
import { verdict } from "./table";

const MEGABYTE = 1_000_000;
const MAX_SECONDS = 300;
const MAX_MEMORY = 300;

/** A mail server of its own, that counts what it gets. */
export async function startMailServer() {
  const server = fork(path.join(root, "bin/bench/mail-server.mjs"));
  const [port] = await once(server, "message");
  const count = async () => {
    server.send("count");
    const [found] = await once(server, "message");
    return found as { messages: number; ids: number; bytes: number };
  };
  return { url: `smtp://127.0.0.1:${port}`, count, stop: () => server.kill() };
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

/** Adds this many subscribers whose digest is due. Half of them have accounts, with topics. */
export async function subscribe(db: Database, subscribers: number, due: Date): Promise<void> {
  const at = sql`${due.toISOString()}::timestamptz`;
  await db.execute(sql`with made as (
      insert into users (name, email, email_verified)
        select 'Reader ' || n, gen_random_uuid() || '@example.org', now()
        from generate_series(1, ${Math.floor(subscribers / 2)}::int) n returning id),
    followed as (
      insert into followed_topics (user_id, topic) select id, 'agents' from made)
    insert into digest_subscriptions (email, user_id, state, confirmed_at, zone, weekdays, due_at)
      select id || '@example.org', id, 'active', now(), 'UTC', '{0,1,2,3,4,5,6}', ${at} from made`);
  await db.execute(sql`insert into digest_subscriptions (email, state, confirmed_at, zone, weekdays, contents, due_at)
    select gen_random_uuid() || '@example.org', 'active', now(), 'UTC', '{0,1,2,3,4,5,6}', '{edition}', ${at}
    from generate_series(1, ${subscribers - Math.floor(subscribers / 2)}::int) n`);
}

/**
 * Claims and sends the digests of this many subscribers in this process, a batch after the other as
 * the queue does it, to a mail server on this machine.
 */
export async function digest(db: Database, subscribers: number): Promise<string[]> {
  const mail = await startMailServer();
  Object.assign(env(), { SMTP_URL: mail.url });
  const [latest] = await db.execute<{ day: string }>(
    sql`select max(feed_date)::text as day from editions`,
  );
  const day = latest?.day ?? "2025-03-13";
  const now = new Date(`${day}T12:00:00Z`);
  const ctx = { ...systemContext(db), now: () => now };
  await db.execute(sql`update submissions set created_at = ${now.toISOString()}::timestamptz
    where feed_date = ${day}::date`);
  await subscribe(db, subscribers, now);
  await db.execute(sql`analyze`);

  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 100);
  const began = performance.now();
  await claimDue(ctx);
  const claimed = (performance.now() - began) / 1_000;
  const batches = await db.execute<{ payload: Parameters<typeof sendIssues>[1] }>(sql`
    select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'send-digests' order by j.id`);
  for (const { payload } of batches) await sendIssues(ctx, payload);
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(watch);
  const { messages, ids, bytes } = await mail.count();
  mail.stop();
  say(
    `${subscribers} digests: claimed in ${claimed.toFixed(1)} s, all sent in ${seconds.toFixed(1)} s; ${messages} messages arrived, ${ids} different ones, ${Math.round(bytes / Math.max(1, messages) / 1_000)} kB each`,
  );
  if (ids !== subscribers) throw new Error(`${ids} of ${subscribers} digests arrived.`);
  await db.delete(digestIssues);
  await db.delete(digestSubscriptions);
  const share = subscribers / 10_000;
  return [
    verdict(`${subscribers} digests`, seconds, "s", MAX_SECONDS * share, true),
    verdict("more memory for them", (most - before) / MEGABYTE, "MB", MAX_MEMORY, true),
  ];
}
