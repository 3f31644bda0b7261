import type { z } from "zod";
import { AppError } from "../platform/errors";
import { readArchive } from "./archive";
import { sha256, tally } from "./digest";
import {
  HEAD,
  type Head,
  headSchema,
  MANIFEST,
  type Manifest,
  manifestSchema,
  tableOf,
} from "./format";

/** A piece of a table, or finally, if everything is complete, the manifest. */
export type Part = { table: string; data: Buffer } | { manifest: Manifest };

const refuse = (message: string) => new AppError("BAD_REQUEST", message);

const incomplete = () =>
  refuse("The backup is incomplete: it was cut off before its end. Use another copy of it.");

const changed = (table: string) =>
  refuse(`The backup is damaged: ${table} is not what was backed up. Use another copy of it.`);

function parse<T extends z.ZodType>(schema: T, data: Buffer): z.output<T> {
  try {
    return schema.parse(JSON.parse(data.toString("utf8")));
  } catch {
    throw refuse(
      "This backup cannot be read: it is damaged, or was made by a newer version of Broadsheet.",
    );
  }
}

/**
 * Opens a backup: its description and its parts. The manifest comes only if every row is as it was
 * backed up; otherwise reading throws `BAD_REQUEST`.
 */
export async function openBackup(file: AsyncIterable<Buffer>, passphrase: string | null) {
  const entries = readArchive(file, passphrase);
  const first = await entries.next();
  if (first.done) throw incomplete();
  if (first.value.name !== HEAD) throw refuse("This file is not a backup of Broadsheet.");
  const head = parse(headSchema, first.value.data);
  const headDigest = sha256(first.value.data);
  return { head, parts: partsOf(entries, head, headDigest), close: () => entries.return(null) };
}

async function* partsOf(
  entries: ReturnType<typeof readArchive>,
  head: Head,
  headDigest: string,
): AsyncGenerator<Part> {
  const counts = new Map(head.tables.map(({ name }) => [name, tally()]));
  let manifest: Manifest | null = null;
  for await (const { name, data } of entries) {
    if (manifest) throw refuse("The backup is damaged: something follows its end.");
    if (name === MANIFEST) {
      manifest = parse(manifestSchema, data);
      continue;
    }
    const table = tableOf(name) ?? "";
    const count = counts.get(table);
    if (!count) throw refuse(`The backup is damaged: ${name} is not a part of it.`);
    count.add(data);
    yield { table, data };
  }
  if (!manifest) throw incomplete();
  if (manifest.head !== headDigest) throw changed(HEAD);
  for (const [table, count] of counts) {
    const { rows, sha256: digest } = count.total();
    const said = manifest.tables[table];
    if (said?.rows !== rows || said.sha256 !== digest) throw changed(table);
  }
  yield { manifest };
}

/** Reads a whole backup, as a restore would. Throws `BAD_REQUEST` if it is incomplete. */
export async function checkBackup(file: AsyncIterable<Buffer>, passphrase: string | null) {
  const { head, parts } = await openBackup(file, passphrase);
  let manifest: Manifest | null = null;
  for await (const part of parts) if ("manifest" in part) manifest = part.manifest;
  return { head, rows: rowsIn(manifest) };
}

export const rowsIn = (manifest: Manifest | null) =>
  Object.values(manifest?.tables ?? {}).reduce((sum, { rows }) => sum + rows, 0);
