import { guardedConnector, type Resolve } from "./addresses";
import { ACCEPTED, readBody } from "./body";
import { explained, FetchError } from "./fetch-error";
import { MAX_REDIRECTS, redirectOf, webUrl } from "./redirects";
import { retryAfterMs } from "./retry-after";
import { inSeconds, type Watch, watch } from "./watch";

/** What one call may take; a call can have its own, except for `connectMs`. */
export interface FetchLimits {
  /** Bytes of the body on the wire, and as many once it is unpacked. */
  maxBytes: number;
  /** Until a connection is made, with its encryption; the name is looked up in this time, too. */
  connectMs: number;
  /** From the request to the headers of its answer, with the connection. */
  headersMs: number;
  /** Between two parts of the body. */
  idleMs: number;
  /** All of it, with redirects and the body. */
  totalMs: number;
}

const LIMITS: FetchLimits = {
  maxBytes: 20_000_000,
  connectMs: 10_000,
  headersMs: 20_000,
  idleMs: 10_000,
  totalMs: 30_000,
};

/** Sites such as arXiv want one at a time: other requests to an origin wait, within their time. */
const CONNECTIONS_PER_ORIGIN = 1;
const MAX_HEADER_BYTES = 16_384;

/** What a copy is compared by. Sent as it came, byte by byte (each character is one). */
export interface Validators {
  etag?: string | null;
  lastModified?: string | null;
}

export interface FetchOptions {
  /** The media types that are wanted; all, by default. */
  accept?: string;
  /** The caller's own, such as `authorization`. Another origin does not get them by a redirect. */
  headers?: Record<string, string>;
  /** Those of the copy that the caller has: the answer is 304 if that is still the newest. */
  validators?: Validators;
  signal?: AbortSignal;
  limits?: Partial<Omit<FetchLimits, "connectMs">>;
}

/** What a server answered, whatever its status: 304, 404 and 429 are answers, too. */
export interface FetchAnswer {
  status: number;
  /** Where it came from, after redirects. */
  url: string;
  headers: Headers;
  /** Unpacked; empty for 304. */
  body: Buffer;
  /** The validators to send next time; null if this answer has none, as a 304 may. */
  etag: string | null;
  lastModified: string | null;
  /** When the server wants to be asked again: at most a day, never negative. */
  retryAfterMs: number | null;
}

export interface Fetcher {
  /** Gets a URL. Rejects with a `FetchError` if there is no answer; never tries twice. */
  get(address: string | URL, options?: FetchOptions): Promise<FetchAnswer>;
  /** Ends its connections. */
  close(): Promise<void>;
}

interface Settings {
  userAgent: string;
  /** Lets requests to this machine through: for tests. */
  loopback?: boolean;
  limits?: Partial<FetchLimits>;
  now?: () => number;
  resolve?: Resolve;
  /** A certificate authority to trust instead of Node's: for tests. */
  ca?: string;
}

type Sent = Record<string, string>;

/** Headers that are the fetcher's alone. */
const RESERVED = ["host", "user-agent", "accept", "accept-encoding"];

function callersHeaders({ headers = {}, validators }: FetchOptions): Sent {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const reserved = own.find(([name]) => RESERVED.includes(name));
  if (reserved) throw new TypeError(`The fetcher itself sends the header ${reserved[0]}.`);
  return {
    ...Object.fromEntries(own),
    ...(validators?.etag && { "if-none-match": validators.etag }),
    ...(validators?.lastModified && { "if-modified-since": validators.lastModified }),
  };
}

/** Undici reads each byte of a header as one character, and writes it as one. */
function readHeaders(raw: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(raw)) {
    for (const value of [values].flat()) headers.append(name, value);
  }
  return headers;
}

/**
 * Creates what gets files from other sites: the only way in which the server follows a URL that
 * somebody entered or another site sent. It connects to public addresses only, follows at most five
 * redirects, each checked, and bounds the bytes and the time. It knows GET only, has no cookies and
 * does not retry: callers wait as `retryAfterMs` says, and for their turn where a site has limits.
 */
export function createFetcher(settings: Settings): Fetcher {
  const { userAgent, loopback = false, now = Date.now, resolve, ca } = settings;
  const usual = { ...LIMITS, ...settings.limits };
  const { connectMs } = usual;

  /** Loads undici with the first request: it is a tenth of what a start would load. */
  const load = async () => {
    const { Agent, buildConnector, request } = await import("undici");
    // an agent of our own: the global one, which the environment may have made a proxy's, is not
    // used
    const dispatcher = new Agent({
      connect: guardedConnector(buildConnector, { loopback, connectMs, resolve, ca }),
      connections: CONNECTIONS_PER_ORIGIN,
      maxHeaderSize: MAX_HEADER_BYTES,
      // `watch` has the time, to the millisecond
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    return { request, dispatcher };
  };
  let loading: ReturnType<typeof load> | undefined;

  /** One request and its answer; the URL of a redirect in its place. */
  async function ask(url: URL, sent: Sent, limits: FetchLimits, { signal, allow }: Watch) {
    const { host } = url;
    const { headersMs, idleMs, maxBytes } = limits;
    loading ??= load();
    const { request, dispatcher } = await loading;
    allow(headersMs, `${host} did not answer within ${inSeconds(headersMs)}.`);
    const response = await request(url, { dispatcher, headers: sent, signal });
    try {
      const { statusCode: status } = response;
      const headers = readHeaders(response.headers);
      const next = redirectOf(url, status, headers);
      if (next) return next;
      const onWait = () => allow(idleMs, `${host} sent nothing for ${inSeconds(idleMs)}.`);
      const received = { headers, chunks: response.body, host, maxBytes, onWait };
      const isEmpty = status === 204 || status === 304;
      return {
        status,
        url: url.href,
        headers,
        body: isEmpty ? Buffer.alloc(0) : await readBody(received),
        etag: headers.get("etag") || null,
        lastModified: headers.get("last-modified") || null,
        retryAfterMs: retryAfterMs(status, headers, now()),
      };
    } finally {
      // ends the connection if the body was not read to its end
      response.body.on("error", () => {}).destroy();
    }
  }

  async function follow(first: URL, options: FetchOptions, limits: FetchLimits, watched: Watch) {
    let url = first;
    let own = callersHeaders(options);
    const visited = new Set<string>();
    while (visited.size <= MAX_REDIRECTS) {
      visited.add(url.href);
      watched.signal.throwIfAborted();
      const sent = {
        ...own,
        "user-agent": userAgent,
        accept: options.accept ?? "*/*",
        "accept-encoding": ACCEPTED,
      };
      const { host } = url;
      const answer = await ask(url, sent, limits, watched).catch((error) => {
        throw explained(error, host);
      });
      if (!(answer instanceof URL)) return answer;
      if (visited.has(answer.href)) {
        throw new FetchError("too-many-redirects", `${host} redirects in a circle.`);
      }
      if (answer.origin !== url.origin) own = {};
      url = answer;
    }
    const sentence = `${first.host} redirects more than ${MAX_REDIRECTS} times.`;
    throw new FetchError("too-many-redirects", sentence);
  }

  return {
    async get(address, options = {}) {
      const limits = { ...usual, ...options.limits };
      const url = webUrl(address);
      const watched = watch(url.host, limits.totalMs, options.signal);
      try {
        return await watched.race(follow(url, options, limits, watched));
      } finally {
        watched.stop();
      }
    },
    close: async () => (await loading)?.dispatcher.destroy(),
  };
}
