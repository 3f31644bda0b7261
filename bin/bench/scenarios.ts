import type postgres from "postgres";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { hashToken } from "@/server/platform/token";
import { type Aim, type Amount, load, loop, type Measure } from "./load";
import * as queries from "./queries";
import type { Reader } from "./readers";

/** The app and the simplest server that does the same work, under the same load. */
export interface Scenario {
  name: string;
  ours: (amount: Amount) => Promise<Measure>;
  bare: (amount: Amount) => Promise<Measure>;
  /** The goal at 16 connections. */
  target: { rate?: number; p99?: number; ratio?: number };
}

/** A cached page, against a bare server that sends the same bytes. */
export function page(
  name: string,
  path: string,
  { app, bare, encoding }: { app: string; bare: string; encoding: string },
  target: Scenario["target"],
): Scenario {
  const headers: Record<string, string> = encoding ? { "accept-encoding": encoding } : {};
  const ask: Aim = () => ({ method: "GET", path, headers });
  const ours = (amount: Amount) => load(app, ask, amount);
  return { name, ours, bare: (amount) => load(bare, ask, amount), target };
}

interface Given {
  app: string;
  sql: postgres.Sql;
  readers: Reader[];
  papers: number[];
  /** The URL of the call, as the page makes it. */
  mine: string;
}

const at = <T>(things: T[], index: number) => things[index % things.length] as T;

export const cookie = ({ token }: Pick<Reader, "token">) => `${sessionCookieName()}=${token}`;

export function viewer({ app, sql, readers, papers, mine }: Given): Scenario {
  const ask: Aim = (connection) => ({
    method: "GET",
    path: mine,
    headers: { cookie: cookie(at(readers, connection)) },
  });
  return {
    name: "viewer.state",
    ours: (amount) => load(app, ask, amount),
    bare: (amount) =>
      loop((worker) => queries.mine(sql, hashToken(at(readers, worker).token), papers), amount),
    target: { rate: 250 },
  };
}

/**
 * Each connection votes for all papers of the edition as one reader, withdraws all votes, and
 * continues as the next: a single account may not write this fast.
 */
export function vote({ app, sql, readers, papers }: Given): Scenario {
  const ballots = [true, false].flatMap((voted) => papers.map((paperId) => ({ paperId, voted })));
  let taken = 0;
  const turns = () => {
    const current = new Map<number, { reader: Reader; turn: number }>();
    return (worker: number) => {
      const known = current.get(worker);
      const goesOn = known && known.turn < ballots.length;
      const { reader, turn } = goesOn ? known : { reader: at(readers, taken++), turn: 0 };
      current.set(worker, { reader, turn: turn + 1 });
      // connections begin with different papers
      return { token: reader.token, ...at(ballots, turn + worker * 7) };
    };
  };
  const [ours, bare] = [turns(), turns()];
  const ask: Aim = (connection) => {
    const { token, ...ballot } = ours(connection);
    const body = JSON.stringify(ballot);
    const headers = {
      cookie: cookie({ token }),
      origin: app,
      "content-type": "application/json",
      "content-length": body.length,
    };
    return { method: "POST", path: "/api/trpc/votes.set", headers, body };
  };
  return {
    name: "votes.set",
    ours: (amount) => load(app, ask, amount),
    bare: (amount) =>
      loop((worker) => {
        const { token, paperId, voted } = bare(worker);
        return queries.vote(sql, hashToken(token), paperId, voted);
      }, amount),
    target: { rate: 250, p99: 150 },
  };
}
