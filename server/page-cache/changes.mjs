// Plain JavaScript: Next loads the cache handler outside the bundle, and both share this state.

/**
 * Which addresses changed in this process, and when.
 * @typedef {{ at: Map<string, number>, everythingAt: number }} Changes
 */

const KEY = Symbol.for("broadsheet.page-cache.changes");
const MOST = 10_000;

/** @returns {Changes} */
function changes() {
  const holder = /** @type {Record<symbol, Changes>} */ (/** @type {unknown} */ (globalThis));
  holder[KEY] ??= { at: new Map(), everythingAt: 0 };
  return holder[KEY];
}

/**
 * Records that these addresses changed now; `*` means all of them.
 * @param {string[]} addresses
 */
export function noteChanges(addresses, now = Date.now()) {
  const state = changes();
  for (const address of addresses) state.at.set(address, now);
  if (addresses.includes("*") || state.at.size > MOST) {
    state.at.clear();
    state.everythingAt = now;
  }
}

/**
 * When the page at this address, or the one it continues, last changed; 0 for never.
 * @param {string} address
 */
export function changedAt(address) {
  const { at, everythingAt } = changes();
  const first = address.slice(0, address.lastIndexOf("/"));
  return Math.max(everythingAt, at.get(address) ?? 0, at.get(first) ?? 0);
}
