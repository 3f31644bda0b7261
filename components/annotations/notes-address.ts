import type { Audience, Color } from "@/server/annotations/schema";
import { audienceOf, keyOf } from "./audience";
import type { About } from "./shown-notes";

/** The filters of my notes, from the URL of `/notes`. */
export interface Wanted {
  q?: string;
  audience?: Audience;
  color?: Color;
  after?: string;
}

export type Search = Record<string, string | string[] | undefined>;

/** Parses the URL. An unknown audience or color is kept, for the server to refuse. */
export function first(search: Search): Wanted {
  const one = (name: string) => [search[name]].flat()[0] || undefined;
  const q = one("q")?.slice(0, 200);
  const audience = one("audience");
  const color = one("color") as Color | undefined;
  return { q, audience: audience ? audienceOf(audience) : undefined, color, after: one("after") };
}

export function moreNotes({ q, audience, color }: Wanted, after?: string): string {
  const given = Object.entries({ q, audience: audience && keyOf(audience), color, after }).filter(
    ([, value]) => value,
  );
  const search = new URLSearchParams(given as [string, string][]);
  return given.length > 0 ? `/notes?${search}` : "/notes";
}

/** Where the notes on a paper continue, for readers without scripts. */
export const moreOnPaper = (slug: string, about: string, after: string) =>
  `/notes/on/${slug}?${new URLSearchParams({ about, after })}`;

export const moreReplies = (slug: string, note: string, after: string | null) =>
  `/notes/on/${slug}?${new URLSearchParams({ note, ...(after && { after }) })}`;

/** Parses such a URL: which page of the notes, or of the replies to one. */
export function furtherNotes(search: Search) {
  const one = (name: string) => [search[name]].flat()[0] || undefined;
  const [note, about, after] = [one("note"), one("about"), one("after")];
  return note
    ? { note, after }
    : { note, next: about || after ? { about: about as About, after: after ?? "" } : undefined };
}
