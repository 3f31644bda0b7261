import type autocannon from "autocannon";
import type postgres from "postgres";
import { sessionCookieName } from "@/server/sessions/cookie";
import { hashToken } from "@/server/sessions/service";
import { type Amount, load, loop, type Measure } from "./load";
import * as queries from "./queries";
import type { Reader } from "./readers";

/** The app and the barest thing that does the same work, each under the same load. */
export interface Scenario {
  name: string;
  ours: (amount: Amount) => Promise<Measure>;
  bare: (amount: Amount) => Promise<Measure>;
  /** What 16 connections must reach. */
  target: { rate?: number; p99?: number; ratio?: number };
}

/** A printed page, beside a bare server that sends the same bytes. */
export function page(
  name: string,
  path: string,
  { app, bare, encoding }: { app: string; bare: string; encoding: string },
  target: Scenario["target"],
): Scenario {
  const headers = encoding ? { "accept-encoding": encoding } : {};
  const ask = (): autocannon.Request[] => [{ method: "GET", path, headers }];
  const ours = (amount: Amount) => load(app, ask, amount);
  return { name, ours, bare: (amount) => load(bare, ask, amount), target };
}

interface Given {
  app: string;
  sql: postgres.Sql;
  readers: Reader[];
  papers: number[];
  /** The address of the call, as the page makes it. */
  mine: string;
}

const at = <T>(things: T[], index: number) => things[index % things.length] as T;

export function viewer({ app, sql, readers, papers, mine }: Given): Scenario {
  const cookie = ({ token }: Reader) => `${sessionCookieName()}=${token}`;
  const ask = (connection: number): autocannon.Request[] => [
    { method: "GET", path: mine, headers: { cookie: cookie(at(readers, connection)) } },
  ];
  return {
    name: "viewer.mine",
    ours: (amount) => load(app, ask, amount),
    bare: (amount) =>
      loop((worker) => queries.mine(sql, hashToken(at(readers, worker).token), papers), amount),
    target: { rate: 250 },
  };
}

/** Every connection votes for all papers of the edition, then takes all of it back, and so on. */
export function vote({ app, sql, readers, papers }: Given): Scenario {
  const ballots = [true, false].flatMap((voted) => papers.map((paperId) => ({ paperId, voted })));
  const ask = (connection: number): autocannon.Request[] =>
    ballots.map((_, turn) => ({
      method: "POST",
      path: "/api/trpc/votes.set",
      headers: {
        cookie: `${sessionCookieName()}=${at(readers, connection).token}`,
        origin: app,
        "content-type": "application/json",
      },
      // not all begin with the same paper
      body: JSON.stringify(at(ballots, turn + connection * 7)),
    }));
  return {
    name: "votes.set",
    ours: (amount) => load(app, ask, amount),
    bare: (amount) =>
      loop((worker, turn) => {
        const { paperId, voted } = at(ballots, turn + worker * 7);
        return queries.vote(sql, hashToken(at(readers, worker).token), paperId, voted);
      }, amount),
    target: { rate: 250, p99: 150 },
  };
}
