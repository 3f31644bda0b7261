import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { fetchDays } from "@/server/ingest/sources/mutations";
import { addDays } from "@/server/platform/calendar";
import { createFetcher } from "@/server/platform/fetch/create-fetcher";
import { systemContext } from "../database";
import { manyRows } from "./data";
import { verdict } from "./table";

/** As many as Hugging Face features on a busy day. */
const A_DAY = 60;
const FIRST_DAY = "2025-10-06";

/** How often as long as inserting the same rows bare, with one statement a day. */
const MAX_RATIO = 60;

/** A Hugging Face on this machine, with a busy day on each of these days. */
async function featured(days: string[]) {
  const rows = (await manyRows(A_DAY * days.length)).toString().split("\n");
  const pages = new Map(
    days.map((day, at) => {
      const papers = rows.slice(at * A_DAY, (at + 1) * A_DAY).map((line, place) => {
        const { title, abstract, authors } = JSON.parse(line);
        const id = `2510.${String(at * A_DAY + place).padStart(5, "0")}`;
        const names = (authors ?? []).map((name: string) => ({ name, hidden: false }));
        return {
          paper: {
            id,
            title: `${title} on ${id}`,
            summary: abstract,
            upvotes: place,
            authors: names,
          },
        };
      });
      return [day, JSON.stringify(papers)];
    }),
  );
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://localhost");
    response.end(pages.get(searchParams.get("date") ?? "") ?? "[]");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { base, pages, close: () => server.close() };
}

/** Milliseconds that something takes. */
async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Fetches a day and ten days from a source, next to inserting the same texts and no more. */
export async function ingest(db: Database): Promise<string[]> {
  const days = Array.from({ length: 11 }, (_, at) => addDays(FIRST_DAY, at));
  const source = await featured(days);
  const fetcher = createFetcher({ userAgent: "Broadsheet/bench", loopback: true });
  const ctx = systemContext(db);
  const fetch = (some: string[]) => fetchDays(ctx, some, { base: source.base, get: fetcher.get });
  await db.execute(sql`create table bare_papers (row jsonb)`);
  const bare = async (some: string[]) => {
    for (const day of some) {
      await db.execute(sql`insert into bare_papers
        select one from jsonb_array_elements(${source.pages.get(day) ?? "[]"}::jsonb) one`);
    }
  };
  try {
    const verdicts: string[] = [];
    for (const some of [days.slice(0, 1), days.slice(1)]) {
      const least = await took(() => bare(some));
      const ours = await took(() => fetch(some));
      const what = `ingest of ${some.length === 1 ? "a day" : `${some.length} days`}, ${some.length * A_DAY} papers`;
      verdicts.push(
        verdict(`${what}: ${(ours / 1_000).toFixed(1)} s`, ours / least, "× bare", MAX_RATIO, true),
      );
      const again = await took(() => fetch(some));
      verdicts.push(verdict("the same again", again / ours, "× the first time", 1, true));
    }
    return verdicts;
  } finally {
    await db.execute(sql`drop table bare_papers`);
    await fetcher.close();
    source.close();
  }
}
