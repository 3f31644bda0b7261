/** Which rows of a list are selected, and where a range starts. */
export interface Selection {
  chosen: ReadonlySet<number>;
  from: number | null;
}

export const nothing: Selection = { chosen: new Set(), from: null };

/** Selects a row, or deselects it. Ranges start from it. */
export function toggled({ chosen }: Selection, id: number): Selection {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { chosen: next, from: id };
}

/**
 * Does to every row between the start of the range and this one what a press would do to this one;
 * with `on`, selects them in any case. Rows count in the list's order, rendered or not.
 */
export function extended(
  selection: Selection,
  order: number[],
  id: number,
  on = !selection.chosen.has(id),
): Selection {
  const { chosen, from } = selection;
  const to = order.indexOf(id);
  const begin = from === null ? -1 : order.indexOf(from);
  if (to < 0) return selection;
  if (begin < 0) return toggled(selection, id);
  const next = new Set(chosen);
  for (const each of order.slice(Math.min(begin, to), Math.max(begin, to) + 1)) {
    if (on) next.add(each);
    else next.delete(each);
  }
  return { chosen: next, from: id };
}

export const all = (order: number[]): Selection => ({ chosen: new Set(order), from: null });

/** The rest of a selection after rows have left the list. */
export function within(selection: Selection, order: number[]): Selection {
  if (selection.chosen.size === 0) return selection;
  const here = new Set(order);
  const chosen = [...selection.chosen].filter((id) => here.has(id));
  if (chosen.length === selection.chosen.size) return selection;
  const { from } = selection;
  return { chosen: new Set(chosen), from: from !== null && here.has(from) ? from : null };
}
