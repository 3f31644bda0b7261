// Plain JavaScript: the Next configuration and the gateway share this table.

/** The address under which `/`, the latest edition, is cached. */
const LATEST = "/papers/date/latest";

/**
 * Of these, one topic can be asked for: `?topic=SLUG` is cached as `…/topic~SLUG`. They are too long
 * for one page: `?after=CURSOR` is cached as `…/CURSOR`, also after a topic.
 */
const LISTS = [
  "/papers/date/:period",
  "/papers/week/:period",
  "/papers/month/:period",
  "/papers/trending",
];

const list = /^\/papers\/(?:(?:date|week|month)\/[^/]+|trending)$/;

/** @type {(key: string, value: string) => { type: "query", key: string, value: string }} */
const has = (key, value) => ({ type: "query", key, value });
const TOPIC = has("topic", "(?<topic>[a-z0-9-]+)");
const AFTER = has("after", "(?<after>[\\w-]+)");

/** Rewrites for Next, so that a page's path alone determines its content. */
export function rewrites() {
  return [
    { source: "/", destination: LATEST },
    ...LISTS.map((source) => ({
      source,
      has: [TOPIC, AFTER],
      destination: `${source}/topic~:topic~:after`,
    })),
    ...LISTS.map((source) => ({
      source,
      has: [TOPIC],
      destination: `${source}/topic~:topic`,
    })),
    ...LISTS.map((source) => ({ source, has: [AFTER], destination: `${source}/:after` })),
  ];
}

/** Redirects for URLs that people make from arXiv's by changing the host name. */
export function redirects() {
  const paper = "/papers/:path*/:last";
  return [
    { source: "/papers", destination: "/", permanent: false },
    { source: "/papers/:path*/:last([^/]+)\\.pdf", destination: paper, permanent: true },
    {
      source: "/:kind(abs|pdf|html)/:path*/:last([^/]+)\\.pdf",
      destination: paper,
      permanent: true,
    },
    { source: "/:kind(abs|pdf|html)/:id+", destination: "/papers/:id+", permanent: true },
  ];
}

/**
 * The address under which the page for this request is cached; null for pages that are made per
 * reader.
 * @param {string} url path and query, as in the request
 */
export function cachedAddress(url) {
  const at = url.indexOf("?");
  const path = at < 0 ? url : url.slice(0, at);
  const query = at < 0 ? "" : url.slice(at + 1);
  if (path === "/") return LATEST;
  if (!path.startsWith("/papers/")) return null;
  if (!query || !list.test(path)) return path;
  const asked = new URLSearchParams(query);
  // of several with one name Next takes the last
  const last = (/** @type {string} */ name) => asked.getAll(name).at(-1) ?? "";
  const after = /^[\w-]+$/.exec(last("after"))?.[0];
  const topic = /^[a-z0-9-]+$/.exec(last("topic"))?.[0];
  const part = [...(topic ? ["topic", topic] : []), ...(after ? [after] : [])].join("~");
  return part ? `${path}/${part}` : path;
}
