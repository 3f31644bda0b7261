import type { Amount, Cost, Side } from "./load";
import { load } from "./load";
import type { Plan, Shot } from "./plans";
import { cookie, type Group, type Reader } from "./readers";

/** What one path costs, and what the simplest server costs that does the same work. */
export interface Scenario {
  name: string;
  ours: (amount: Amount) => Promise<Cost>;
  /** Missing where no simple server does such work: a page of one reader. */
  bare?: (amount: Amount) => Promise<Cost>;
  /** At how many connections it is measured; the target is at the first. */
  connections: number[];
  target: Target;
}

export interface Target {
  /** The least of our answers a second, and of the bare server's rate that ours is. */
  rate?: number;
  share?: number;
  /** The most that an answer takes: 95 of 100 of them in milliseconds, and processor of the app and Postgres. */
  p95?: number;
  ms?: number;
}

const MANY = [16, 1, 64];
/** Readers who look at pages of their own at once. */
const FEW = [8];

const BROWSER = { "accept-encoding": "gzip, br" };

const shot = (path: string, headers: Record<string, string> = {}): Shot => ({
  method: "GET",
  path,
  headers,
});

/** A cached page, against a server that sends the same bytes. */
export function page(
  name: string,
  path: string,
  { app, bare, encoding }: { app: Side; bare: Side; encoding: string },
  target: Target,
): Scenario {
  const plan: Plan = {
    kind: "shots",
    shots: [shot(path, encoding ? { "accept-encoding": encoding } : {})],
  };
  return {
    name,
    ours: (amount) => load(app, plan, amount),
    bare: (amount) => load(bare, plan, amount),
    connections: MANY,
    target,
  };
}

interface Given {
  app: Side;
  bare: Side;
  /** They have libraries and lists, and are in one team. */
  readers: Reader[];
  group: Group;
  /** The call of a page with a long edition for what is the reader's own. */
  mine: string;
  /** The papers in their libraries. */
  papers: number[];
}

const call = (procedure: string, input?: unknown) =>
  `/api/trpc/${procedure}${input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`}`;

/** A procedure that reads, against a server that sends the database the same statements. */
export function reading({ app, bare, readers, ...given }: Given): (Scenario & { shots: Shot[] })[] {
  const rows = given.papers.slice(0, 50);
  const calls: [name: string, path: string, share: number][] = [
    ["my state for an edition", given.mine, 0.7],
    ["library index", call("library.index", {}), 0.6],
    ["50 rows of a library", call("library.rows", { paperIds: rows }), 0.6],
    ["my lists", call("lists.all"), 0.6],
  ];
  return calls.map(([name, path, share]) => {
    const shots = readers.map((reader) => shot(path, { cookie: cookie(reader) }));
    const plan: Plan = { kind: "each", shots };
    return {
      name,
      shots,
      ours: (amount) => load(app, plan, amount),
      bare: (amount) => load(bare, plan, amount),
      connections: MANY,
      target: { share },
    };
  });
}

/** A page that is made for its reader. */
export function own({ app, readers, group }: Given, day: string): Scenario[] {
  const pages: [name: string, path: (reader: number) => string][] = [
    ["library, page", () => "/library"],
    ["list, page", (reader) => `/lists/${group.lists[reader]}`],
    ["team, page", () => `/teams/${group.team}`],
    ["team's day, page", () => `/teams/${group.team}/date/${day}`],
  ];
  return pages.map(([name, path]) => {
    const shots = readers.map((reader, index) =>
      shot(path(index), { ...BROWSER, cookie: cookie(reader) }),
    );
    return {
      name,
      ours: (amount) => load(app, { kind: "each", shots }, amount),
      connections: FEW,
      target: { ms: 12, p95: 120 },
    };
  });
}

/** Words that are in many abstracts, in some, and in few. */
const SOUGHT = ["model", "diffusion", "protein folding", "reinforcement learning agents", "4d"];

export function search(app: Side): Scenario {
  const shots = SOUGHT.map((words) => shot(`/search?q=${encodeURIComponent(words)}`, BROWSER));
  return {
    name: "search, page",
    ours: (amount) => load(app, { kind: "shots", shots }, amount),
    connections: FEW,
    target: { rate: 100, p95: 100 },
  };
}

/** More readers than vote in one load. */
const VOTERS_A_LOAD = 128;

/** Votes, against a server that runs the same transaction. */
export function voting(
  { app, bare }: Pick<Given, "app" | "bare">,
  { readers, papers }: { readers: Reader[]; papers: number[] },
): Scenario[] {
  const cookies = readers.map(cookie);
  let first = 0;
  const of = (name: string, voted: number[], shared: boolean): Scenario => {
    const voteAt = (side: Side, amount: Amount) => {
      const plan: Plan = { kind: "votes", cookies, first, papers: voted, shared, origin: app.url };
      // each load begins with other readers
      first += VOTERS_A_LOAD;
      return load(side, plan, amount);
    };
    return {
      name,
      ours: (amount) => voteAt(app, amount),
      bare: (amount) => voteAt(bare, amount),
      connections: MANY,
      target: { share: 0.6 },
    };
  };
  return [
    of("vote, distinct papers", papers, false),
    of("vote, one hot paper", papers.slice(0, 1), true),
  ];
}
