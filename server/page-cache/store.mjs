// Plain JavaScript: Next loads the cache handler outside the bundle, and both share this state.
import { LRUCache } from "lru-cache";
import { changedAt } from "./changes.mjs";

/** A page is rendered again at most this often, however many readers vote on it. */
const EDITION_MS = 1_000;
/** How long readers get the previous copy while the next one is being rendered. */
const PATIENCE_MS = 2_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * A page as Next rendered it, with the data of `renderedAt`, when its rendering began.
 * @typedef {{ value: any, renderedAt: number }} CachedPage
 * @typedef {{ first: number, last: number }} Begun
 * @typedef {{ pages: LRUCache<string, CachedPage>, begun: LRUCache<string, Begun> }} PageCache
 */

const KEY = Symbol.for("broadsheet.page-cache.pages");

/** @returns {PageCache} the one cache of this process, wherever and however often this file is loaded */
function pageCache() {
  const holder = /** @type {Record<symbol, PageCache>} */ (/** @type {unknown} */ (globalThis));
  holder[KEY] ??= {
    pages: new LRUCache({ maxSize: MAX_BYTES, sizeCalculation: sizeOf }),
    begun: new LRUCache({ max: 1_000 }),
  };
  return holder[KEY];
}

/** @param {CachedPage} page */
function sizeOf({ value }) {
  let size = 1_000 + 4 * (value.html?.length ?? 0) + (value.rscData?.length ?? 0);
  for (const segment of value.segmentData?.values() ?? []) size += segment.length;
  return size;
}

/**
 * The page at an address, if it may be sent to readers: it has not changed, is less than a second
 * old, or the next copy is being rendered.
 * @param {string} address
 * @returns {CachedPage | undefined}
 */
export function currentPage(address, now = Date.now()) {
  const { pages, begun } = pageCache();
  const page = pages.get(address);
  if (!page) return undefined;
  if (changedAt(address) < page.renderedAt || now - page.renderedAt < EDITION_MS) return page;
  return now - (begun.get(address)?.last ?? 0) < PATIENCE_MS ? page : undefined;
}

/**
 * The page at an address, however old: for when no newer one can be made.
 * @param {string} address
 * @returns {CachedPage | undefined}
 */
export const lastPage = (address) => pageCache().pages.get(address);

/**
 * Records that a page's rendering begins now. A failed rendering leaves its record behind, so the
 * first one counts: a page never counts as newer than the data it read.
 * @param {string} address
 */
export function beginRender(address, now = Date.now()) {
  const { begun } = pageCache();
  begun.set(address, { first: begun.get(address)?.first ?? now, last: now });
}

/**
 * Stores a rendered page. Without a recorded start, it is stale at once.
 * @param {string} address
 * @param {any} value
 */
export function keepPage(address, value) {
  const { pages, begun } = pageCache();
  const renderedAt = begun.get(address)?.first ?? 0;
  begun.delete(address);
  // missing pages are not stored: there are infinitely many, and one may exist tomorrow
  if (!value || (value.status ?? 200) !== 200) pages.delete(address);
  else pages.set(address, { value, renderedAt });
}
