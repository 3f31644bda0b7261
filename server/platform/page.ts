/** The limits of one page of a list: it ends at whichever is reached first. */
export interface PageBound {
  rows: number;
  bytes: number;
}

/** The rows that fit on a page, in order: at least one, however large it is. */
export function fitting<Row extends { bytes: number }>(found: Row[], bound: PageBound): Row[] {
  let bytes = 0;
  const end = found.findIndex((row, index) => {
    bytes += row.bytes;
    return index === bound.rows || (index > 0 && bytes > bound.bytes);
  });
  return end < 0 ? found : found.slice(0, end);
}
