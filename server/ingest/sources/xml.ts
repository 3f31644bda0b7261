import { setImmediate } from "node:timers/promises";
import { SaxesParser } from "saxes";
import { refuseTooLong, strictDecoder, textOfPart, unreadable } from "./answer";
import { SourceError } from "./source-error";
import { quoted } from "./source-row";

const MAX_RECORDS = 20_000;
const MAX_DEPTH = 32;
/** Elements and attributes of one record, or of all that surrounds the records. */
const MAX_PARTS = 50_000;
/** Characters of the same. */
const MAX_CHARACTERS = 1_000_000;

/** Bytes that are read before other requests get their turn. */
const CHUNK_BYTES = 65_536;

/** A name in its namespace; attributes without one are in none. */
export type XmlName = readonly [namespace: string, local: string];

export interface XmlElement {
  name: XmlName;
  /** The attributes that are in no namespace. */
  attributes: Map<string, string>;
  content: (string | XmlElement)[];
}

/** A record: what it contains, or null if that is more than a record may be. */
export type XmlRecord = XmlElement | null;

export interface XmlShape {
  /** What the answer should be, for messages: "an Atom feed". */
  what: string;
  root: XmlName;
  record: XmlName;
  /** The depth of records, where the root's is 1. */
  depth: number;
}

const isNamed = (element: XmlElement, [namespace, local]: XmlName) =>
  element.name[0] === namespace && element.name[1] === local;

const isElement = (each: string | XmlElement, name: XmlName): each is XmlElement =>
  typeof each !== "string" && isNamed(each, name);

/** The elements of this name directly in another. */
export const within = (element: XmlElement, name: XmlName): XmlElement[] =>
  element.content.filter((each) => isElement(each, name));

/** All of its text, also that of elements in it. */
export const textOf = (element: XmlElement): string =>
  element.content.map((each) => (typeof each === "string" ? each : textOf(each))).join("");

/** The text of the first element of this name directly in another; null if there is none. */
export function textIn(element: XmlElement, name: XmlName): string | null {
  const first = element.content.find((each) => isElement(each, name));
  return first === undefined || typeof first === "string" ? null : textOf(first);
}

/**
 * Reads an XML answer in UTF-8 and returns its root without the records, which it passes on one by
 * one. Throws a `SourceError` if the answer is not well-formed to its end, has a document type, or
 * is something else than expected: what was passed on before is then to be discarded. No entity is
 * expanded but the five that XML has.
 */
export async function readXml(
  bytes: Uint8Array,
  shape: XmlShape,
  onRecord: (record: XmlRecord) => void,
): Promise<XmlElement> {
  refuseTooLong(bytes);
  refuseOthers(bytes, shape);
  const reader = treeReader(shape);
  const decoder = strictDecoder();
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const isLast = at + CHUNK_BYTES >= bytes.length;
    const text = textOfPart(decoder, bytes.subarray(at, at + CHUNK_BYTES), isLast);
    for (const record of reader.write(text)) onRecord(record);
    await setImmediate();
  }
  return reader.end();
}

/** Refuses what is not XML in UTF-8 at all, by its beginning. */
function refuseOthers(bytes: Uint8Array, { what }: XmlShape) {
  const head = Buffer.from(bytes.subarray(0, 1_000)).toString("latin1");
  if (/^(?:\xff\xfe|\xfe\xff|\0\0\xfe\xff|<\0|\0<)/.test(head)) {
    throw unreadable("The answer is in UTF-16 or UTF-32; only UTF-8 is read.");
  }
  const start = head.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (start === "") throw unreadable("The answer is empty.");
  if (/^rate exceeded/i.test(start)) {
    throw new SourceError("throttled", "The source says: Rate exceeded.");
  }
  const isPage = /^(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+)?html\b/i.test(start);
  if (isPage) throw unreadable(`The answer is a web page and not ${what}.`);
  if (!start.startsWith("<")) {
    throw unreadable(`The answer is not XML: it begins with “${quoted(start, 60)}”.`);
  }
  const encoding = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"']*)/.exec(start)?.[1];
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) {
    throw unreadable(`The answer is in ${quoted(encoding, 40)}; only UTF-8 is read.`);
  }
}

/** Builds the elements of a text that comes in chunks. */
function treeReader(shape: XmlShape) {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let records = 0;
  /** Those that ended in this chunk. */
  let ended: XmlRecord[] = [];
  const head = { parts: 0, characters: 0 };
  /** Of the record that is being read. */
  let size: typeof head | null = null;

  const isTooLarge = ({ parts, characters }: typeof head) =>
    parts > MAX_PARTS || characters > MAX_CHARACTERS;

  /** Counts what is added; returns false if it is more than a record may be. */
  function count(parts: number, characters: number): boolean {
    const counted = size ?? head;
    counted.parts += parts;
    counted.characters += characters;
    if (!isTooLarge(counted)) return true;
    if (!size) throw unreadable("The answer has too much around its records.");
    return false;
  }

  const addText = (text: string) => {
    const last = open.at(-1);
    if (last && count(0, text.length)) last.content.push(text);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("doctype", () => {
    throw unreadable(`The answer has a document type, which ${shape.what} never has.`);
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    if (open.length >= MAX_DEPTH) throw unreadable("The answer is nested too deeply.");
    const element: XmlElement = { name: [uri, local], attributes: new Map(), content: [] };
    if (!root) {
      if (!isNamed(element, shape.root)) throw unreadable(strange(element, shape));
      root = element;
    }
    const isRecord = open.length === shape.depth - 1 && isNamed(element, shape.record);
    if (isRecord) {
      if (++records > MAX_RECORDS) throw unreadable("The answer has too many records.");
      size = { parts: 0, characters: 0 };
    }
    const own = Object.values(attributes).filter((each) => each.uri === "");
    const letters = own.reduce((sum, each) => sum + each.value.length, 0);
    if (count(1 + Object.keys(attributes).length, letters)) {
      for (const each of own) element.attributes.set(each.local, each.value);
      if (!isRecord) open.at(-1)?.content.push(element);
    }
    open.push(element);
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (!size || open.length !== shape.depth - 1 || !element) return;
    ended.push(isTooLarge(size) ? null : element);
    size = null;
  });

  /** Runs the parser; its complaints become a sentence. */
  function parsing(run: () => void) {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Error) || error instanceof SourceError) throw error;
      const [, line = "1", reason = error.message] = /^(\d+):\d+: (.*)$/s.exec(error.message) ?? [];
      throw unreadable(
        `The answer is not well-formed XML: line ${line}, ${quoted(reason.replace(/\.$/, ""))}.`,
      );
    }
  }

  return {
    /** Returns the records that end in this chunk. */
    write(text: string): XmlRecord[] {
      ended = [];
      parsing(() => parser.write(text));
      return ended;
    },
    end(): XmlElement {
      const last = open.at(-1);
      if (last) throw unreadable(`The answer is cut off within “${quoted(last.name[1], 40)}”.`);
      parsing(() => parser.close());
      if (!root) throw unreadable("The answer is empty.");
      return root;
    },
  };
}

const strange = ({ name: [namespace, local] }: XmlElement, { what }: XmlShape) =>
  `The answer is not ${what}: its root is “${quoted(local, 40)}” of ${
    namespace ? `“${quoted(namespace, 100)}”` : "no namespace"
  }.`;
