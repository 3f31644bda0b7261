export const moves = ["top", "up", "down", "bottom"] as const;

export type Move = (typeof moves)[number];

/** The items with one of them moved: to an end, or past its neighbour. */
export function reorder<T>(items: T[], isIt: (item: T) => boolean, to: Move): T[] {
  const from = items.findIndex(isIt);
  const [item] = items.slice(from, from + 1);
  if (from < 0 || item === undefined) return items;
  const rest = items.toSpliced(from, 1);
  const at = { top: 0, up: Math.max(0, from - 1), down: from + 1, bottom: rest.length }[to];
  return rest.toSpliced(at, 0, item);
}
