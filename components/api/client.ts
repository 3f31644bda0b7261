"use client";

import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/api/root";
import { MAX_CALLS } from "@/server/platform/limits";
import { MADE_FOR } from "@/server/platform/made-for";
import { pageAccount } from "./page-account";

/** Browsers send at most 64 KiB for a page that has been left. */
const MAX_KEPT_ALIVE = 60_000;

/** A refusal, with the server's data on it; or an answer that is not the app's, with its status. */
class CallError extends Error {
  constructor(
    message: string,
    readonly data?: unknown,
    readonly meta?: { response: { status: number } },
  ) {
    super(message);
  }
}

const notOurs = (status: number) =>
  new CallError("The answer is not the app's.", undefined, { response: { status } });

interface Call {
  path: string;
  input: unknown;
  resolve: (data: unknown) => void;
  reject: (error: unknown) => void;
}

/** What the server says of one call. */
interface Said {
  result?: { data?: unknown };
  error?: { message: string; data: unknown };
}

/**
 * Sends the request even if the reader leaves the page at the same moment. What is no answer of the
 * app's, as of a proxy before it, fails with its status.
 */
async function send(address: string, body?: string) {
  const account = pageAccount();
  const response = await fetch(`/api/trpc/${address}`, {
    headers: {
      ...(account && { [MADE_FOR]: account }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { method: "POST", body, keepalive: body.length < MAX_KEPT_ALIVE }),
  });
  const { headers, status } = response;
  const isJson = headers.get("content-type")?.includes("json");
  const said: unknown = isJson && (await response.json().catch(() => null));
  if (!said) throw notOurs(status);
  return { said, status };
}

/** Sends calls as one request, and gives each its own answer. */
async function ask(calls: Call[], request: () => ReturnType<typeof send>) {
  try {
    const { said, status } = await request();
    calls.forEach(({ resolve, reject }, at) => {
      const { error, result } = ((Array.isArray(said) ? said[at] : said) ?? {}) as Said;
      if (error) reject(new CallError(error.message, error.data));
      else if (result) resolve(result.data);
      else reject(notOurs(status));
    });
  } catch (failure) {
    for (const { reject } of calls) reject(failure);
  }
}

type Kind = "query" | "mutate";

/** The calls of this moment, which go together. */
const waiting: Record<Kind, Call[]> = { query: [], mutate: [] };

function flush(kind: Kind) {
  const calls = waiting[kind].splice(0);
  while (calls.length > 0) {
    const batch = calls.splice(0, MAX_CALLS);
    const paths = batch.map(({ path }) => path).join(",");
    const inputs = JSON.stringify(Object.fromEntries(batch.map(({ input }, at) => [at, input])));
    void ask(batch, () =>
      kind === "query"
        ? send(`${paths}?batch=1&input=${encodeURIComponent(inputs)}`)
        : send(`${paths}?batch=1`, inputs),
    );
  }
}

type Given = [input?: unknown, options?: { context?: { isLong?: boolean } }];

function start(path: string, kind: Kind, [input, options]: Given) {
  return new Promise((resolve, reject) => {
    const call = { path, input, resolve, reject };
    // the server reads this as a query, in a batch or not
    if (options?.context?.isLong) void ask([call], () => send(path, JSON.stringify(input)));
    else if (waiting[kind].push(call) === 1) setTimeout(flush, 0, kind);
  });
}

/** `votes.set.mutate`, as a function, calls `votes.set`. */
const procedures = (names: string[]): unknown =>
  new Proxy(() => {}, {
    get: (_, name) => (typeof name === "string" ? procedures([...names, name]) : undefined),
    apply: (_, __, given: Given) =>
      start(names.slice(0, -1).join("."), names.at(-1) as Kind, given),
  });

/** The procedures, over HTTP. Loaded on first use: call it through `call`. */
export const client = procedures([]) as TRPCClient<AppRouter>;

export type Client = typeof client;
