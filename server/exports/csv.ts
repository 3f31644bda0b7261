import { stringify } from "csv-stringify/sync";

export type Cell = string | number | null;

/** A column of a table: its name, and what it says of an item. */
export type Column<Item> = [name: string, cell: (item: Item, index: number) => Cell];

/**
 * Puts an apostrophe before cells that a spreadsheet would take for a formula. Quotes all text, as
 * some programs take a line break in an unquoted cell for the end of the row.
 */
const line = (cells: Cell[], bom = false) =>
  stringify([cells], {
    escape_formulas: true,
    quoted_string: true,
    record_delimiter: "windows",
    bom,
  });

/** A table with these columns. */
export const table = <Item>(columns: Column<Item>[]) => ({
  mime: "text/csv; charset=utf-8",
  head: line(
    columns.map(([name]) => name),
    true,
  ),
  item: (item: Item, index: number) => line(columns.map(([, cell]) => cell(item, index))),
  foot: "",
});
