/** Which part of a list a page shows: one topic, or what follows a cursor. */
export interface Part {
  topic?: string;
  after?: string;
}

/**
 * Reads the last part of the address under which a page is cached (`addresses.mjs`): `CURSOR`,
 * `topic~SLUG` or `topic~SLUG~CURSOR`.
 */
export function partOf(segments: string[] | undefined): Part {
  const text = segments?.join("/");
  const [kind, topic, ...rest] = text?.split("~") ?? [];
  if (kind !== "topic" || topic === undefined) return { after: text };
  return { topic, after: rest.length > 0 ? rest.join("~") : undefined };
}
