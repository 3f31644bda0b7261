import type { Audience } from "@/server/annotations/schema";
import { audienceOf, keyOf } from "./audience";

/** What of my notes is asked for in the address of `/notes`. */
export interface Wanted {
  q?: string;
  audience?: Audience;
  after?: string;
}

type Search = Record<string, string | string[] | undefined>;

/** Reads the address. An unknown audience stays as it is, for the server to refuse. */
export function first(search: Search): Wanted {
  const one = (name: string) => [search[name]].flat()[0] || undefined;
  const q = one("q")?.slice(0, 200);
  const audience = one("audience");
  return { q, audience: audience ? audienceOf(audience) : undefined, after: one("after") };
}

export function moreNotes({ q, audience }: Wanted, after?: string): string {
  const given = Object.entries({ q, audience: audience && keyOf(audience), after }).filter(
    ([, value]) => value,
  );
  const search = new URLSearchParams(given as [string, string][]);
  return given.length > 0 ? `/notes?${search}` : "/notes";
}
