/** One request of a load. */
export interface Shot {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** What a load sends: only data, as the client is another process. */
export type Plan =
  /** One after another, over all connections. */
  | { kind: "shots"; shots: Shot[] }
  /** Each connection repeats its own. */
  | { kind: "each"; shots: Shot[] }
  | Votes;

/**
 * Each connection votes for its papers as one reader, withdraws all votes, and continues as the next:
 * a single account may not write this fast.
 */
interface Votes {
  kind: "votes";
  /** The `Cookie` headers of the readers, and which of them is the first. */
  cookies: string[];
  first: number;
  papers: number[];
  /** Whether all connections vote for the same papers, and not each for its own. */
  shared: boolean;
  /** The app's address: what the browser says where a write comes from. */
  origin: string;
}

/** What a connection sends on its next turn. */
export type Aim = (connection: number) => Shot;

const at = <T>(things: T[], index: number) => things[index % things.length] as T;

/** The plan as requests, for this many connections. */
export function aimOf(plan: Plan, connections: number): Aim {
  if (plan.kind === "votes") return votes(plan, connections);
  const { kind, shots } = plan;
  let sent = 0;
  return (connection) => at(shots, kind === "each" ? connection : sent++);
}

function votes({ cookies, first, papers, shared, origin }: Votes, connections: number): Aim {
  const ballots = Array.from({ length: connections }, (_, connection) =>
    [true, false].flatMap((voted) =>
      papers
        .filter((_, index) => shared || index % connections === connection % papers.length)
        .map((paperId) => JSON.stringify({ paperId, voted })),
    ),
  );
  let taken = first;
  const current = new Map<number, { cookie: string; turn: number }>();
  return (connection) => {
    const own = at(ballots, connection);
    const known = current.get(connection);
    const { cookie, turn } =
      known && known.turn < own.length ? known : { cookie: at(cookies, taken++), turn: 0 };
    current.set(connection, { cookie, turn: turn + 1 });
    const body = at(own, turn);
    const headers = { cookie, origin, "content-type": "application/json" };
    return { method: "POST", path: "/api/trpc/votes.set", headers, body };
  };
}
