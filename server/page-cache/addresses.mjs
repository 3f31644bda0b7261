// Plain JavaScript: the Next configuration and the gateway share this table.

/** The address under which `/`, the latest edition, is cached. */
const LATEST = "/papers/date/latest";

/** Periods too long for one page: `?after=CURSOR` is cached as `…/CURSOR`. */
const CONTINUED = [
  "/papers/date/:period",
  "/papers/week/:period",
  "/papers/month/:period",
  "/papers/trending",
];

const continued = /^\/papers\/(?:(?:date|week|month)\/[^/]+|trending)$/;

/** Rewrites for Next, so that a page's path alone determines its content. */
export function rewrites() {
  return [
    { source: "/", destination: LATEST },
    ...CONTINUED.map((source) => ({
      source,
      has: [{ type: /** @type {const} */ ("query"), key: "after", value: "(?<after>[\\w-]+)" }],
      destination: `${source}/:after`,
    })),
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
  const [path = "", query] = url.split("?", 2);
  if (path === "/") return LATEST;
  if (!path.startsWith("/papers/")) return null;
  if (!query || !continued.test(path)) return path;
  const after = new URLSearchParams(query).get("after") ?? "";
  return /^[\w-]+$/.test(after) ? `${path}/${after}` : path;
}
