import { siteUrl } from "../platform/email/send";
import { disposition } from "./file-name";

/** A file for download: the header with its name, its type, and its text in pieces. */
export interface ExportedFile {
  disposition: string;
  mime: string;
  pieces: AsyncGenerator<string>;
}

/** How a file is written: a head, then each item, then a foot. */
export interface Format<Item> {
  mime: string;
  head: string;
  item: (item: Item, index: number) => string;
  foot: string;
}

interface Named {
  name: string;
  /** The end of the file's name: `csv`. */
  end: string;
}

/** A file of items, written as fast as they are read. */
export const fileOf = <Item>(
  { name, end }: Named,
  format: Format<Item>,
  batches: AsyncIterable<Item[]>,
): ExportedFile => ({
  disposition: disposition(name, end),
  mime: format.mime,
  pieces: piecesOf(format, batches),
});

async function* piecesOf<Item>(format: Format<Item>, batches: AsyncIterable<Item[]>) {
  yield format.head;
  let index = 0;
  for await (const items of batches) {
    let text = "";
    for (const item of items) text += format.item(item, index++);
    yield text;
  }
  yield format.foot;
}

/** This installation's URL, without a slash at the end. */
export const siteAddress = () => siteUrl("/").replace(/\/$/, "");

export const day = (at: Date) => at.toISOString().slice(0, 10);
