export const moves = ["top", "up", "down", "bottom"] as const;

/**
 * Where to move a paper: to an end, past its neighbor, or right after another; after null means the
 * top.
 */
export type Move = (typeof moves)[number] | { after: number | null };

/** An item of a list: its paper, and the list's revision at its last change. */
export type Item = [paperId: number, revision: number];

/** The items with one of them moved. */
export function moved(items: Item[], paperId: number, to: Move): Item[] {
  const from = items.findIndex(([id]) => id === paperId);
  const item = items[from];
  if (!item) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(placeOf(rest, from, to), 0, item);
}

function placeOf(rest: Item[], from: number, to: Move): number {
  if (typeof to === "object") return rest.findIndex(([id]) => id === to.after) + 1;
  return { top: 0, up: Math.max(0, from - 1), down: from + 1, bottom: rest.length }[to];
}

/** The move that brings a paper to a position, counted from 1. */
export function moveToPlace(items: Item[], paperId: number, place: number): Move {
  const rest = items.filter(([id]) => id !== paperId);
  return { after: rest[place - 2]?.[0] ?? (place <= 1 ? null : (rest.at(-1)?.[0] ?? null)) };
}

/** The current items of a list, with removed ones that stay visible at their old places. */
export function withStaying(
  before: Item[],
  now: Item[],
  stays: (paperId: number) => boolean,
): { items: Item[]; gone: Set<number> } {
  const has = new Set(now.map(([id]) => id));
  const gone = new Set<number>();
  const items = [...now];
  before.forEach((item, index) => {
    if (has.has(item[0]) || !stays(item[0])) return;
    const above = before.slice(0, index).findLast(([id]) => has.has(id) || gone.has(id))?.[0];
    items.splice(items.findIndex(([id]) => id === above) + 1, 0, item);
    gone.add(item[0]);
  });
  return { items, gone };
}

const papers = (count: number, done: string) =>
  count === 1 ? `1 paper was ${done}` : `${count} papers were ${done}`;

/**
 * One sentence about somebody else's changes to a list; null if none of them is visible. `mine` are
 * the papers that the reader added, removed, moved or wrote about: nothing is said of those.
 */
export function whatChanged(
  before: Item[],
  after: Item[],
  mine: ReadonlySet<number> = new Set(),
): string | null {
  const [had, has] = [new Map(before), new Map(after)];
  const lackedBy = (other: Map<number, number>) => (item: Item) =>
    !other.has(item[0]) && !mine.has(item[0]);
  const added = after.filter(lackedBy(had)).length;
  const removed = before.filter(lackedBy(has)).length;
  const stayed = (items: Item[], other: Map<number, number>) =>
    items.flatMap(([id]) => (other.has(id) && !mine.has(id) ? [id] : [])).join();
  const parts: string[] = [];
  if (added > 0) parts.push(papers(added, "added"));
  if (removed > 0) parts.push(papers(removed, "removed"));
  if (stayed(before, has) !== stayed(after, had)) parts.push("the order was changed");
  const isNew = ([id, revision]: Item) => !mine.has(id) && (had.get(id) ?? revision) < revision;
  if (parts.length === 0 && after.some(isNew)) parts.push("a note was changed");
  const sentence = parts.join(", ");
  return sentence ? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` : null;
}
