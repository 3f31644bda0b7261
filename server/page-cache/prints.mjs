// Plain JavaScript: Next loads the cache handler outside the bundle, and both ends must share this.
import { LRUCache } from "lru-cache";
import { changedAt } from "./changes.mjs";

/** A page is printed again at most this often, however many readers vote on it. */
const EDITION_MS = 1_000;
/** So long readers are given the last print while the next one is under way. */
const PATIENCE_MS = 2_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * A page as Next rendered it; it holds what was true at `printedAt`, when its rendering began.
 * @typedef {{ value: any, printedAt: number }} Print
 * @typedef {{ first: number, last: number }} Begun
 * @typedef {{ prints: LRUCache<string, Print>, begun: LRUCache<string, Begun> }} Press
 */

const KEY = Symbol.for("broadsheet.printing.prints");

/** @returns {Press} the one press of this process, wherever and however often this file is loaded */
function press() {
  const holder = /** @type {Record<symbol, Press>} */ (/** @type {unknown} */ (globalThis));
  holder[KEY] ??= {
    prints: new LRUCache({ maxSize: MAX_BYTES, sizeCalculation: sizeOf }),
    begun: new LRUCache({ max: 1_000 }),
  };
  return holder[KEY];
}

/** @param {Print} print */
function sizeOf({ value }) {
  let size = 1_000 + 4 * (value.html?.length ?? 0) + (value.rscData?.length ?? 0);
  for (const segment of value.segmentData?.values() ?? []) size += segment.length;
  return size;
}

/**
 * The print of an address that may be given to readers: nothing on it has changed, or it is less
 * than a second old, or the next one is under way.
 * @param {string} address
 * @returns {Print | undefined}
 */
export function currentPrint(address, now = Date.now()) {
  const { prints, begun } = press();
  const print = prints.get(address);
  if (!print) return undefined;
  if (changedAt(address) < print.printedAt || now - print.printedAt < EDITION_MS) return print;
  return now - (begun.get(address)?.last ?? 0) < PATIENCE_MS ? print : undefined;
}

/**
 * The print of an address, however old: what readers are given while no newer one can be made.
 * @param {string} address
 * @returns {Print | undefined}
 */
export const lastPrint = (address) => press().prints.get(address);

/**
 * Notes that a page is being rendered from now on. A rendering that failed leaves its note behind,
 * so the first one counts: what is kept is never taken for newer than what it read.
 * @param {string} address
 */
export function beginPrint(address, now = Date.now()) {
  const { begun } = press();
  begun.set(address, { first: begun.get(address)?.first ?? now, last: now });
}

/**
 * Keeps what was rendered. A print whose beginning nobody noted is old from the start.
 * @param {string} address
 * @param {any} value
 */
export function keepPrint(address, value) {
  const { prints, begun } = press();
  const printedAt = begun.get(address)?.first ?? 0;
  begun.delete(address);
  // addresses that lead nowhere are without number, and may lead somewhere tomorrow
  if (!value || (value.status ?? 200) !== 200) prints.delete(address);
  else prints.set(address, { value, printedAt });
}
