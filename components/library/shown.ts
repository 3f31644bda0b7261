import type { RouterInputs } from "@/server/api/root";
import type { Status } from "../api/store";

/** The part of the library that a page shows, and its order; stored in the page's URL. */
export type Shown = NonNullable<RouterInputs["library"]["index"]>;

type Query = Record<string, string | string[] | undefined>;

/** Parses a URL, including those made by a form without scripts, with empty fields. */
export function readShown(query: Query): Shown {
  const text = (name: string) => {
    const value = query[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
  };
  const year = text("year");
  return {
    status: text("status") as Status | undefined,
    sort: text("sort") as Shown["sort"],
    q: text("q"),
    tag: text("tag"),
    list: text("list"),
    category: text("category"),
    year: year ? Number(year) : undefined,
    // `favourite` in URLs that were saved before it was renamed
    favorite: (text("favorite") ?? text("favourite")) ? true : undefined,
    notes: text("notes") ? true : undefined,
  };
}

/** The URL of a part of the library. */
export function addressOf(shown: Shown, from?: number): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...shown, from })) {
    if (value === undefined || value === "" || (name === "sort" && value === "added")) continue;
    query.set(name, value === true ? "1" : String(value));
  }
  return query.size > 0 ? `/library?${query}` : "/library";
}

/** The filters of the library, without the status and the order. */
export const filtersIn = ({ status: _, sort: __, ...filters }: Shown) =>
  Object.values(filters).filter((value) => value !== undefined).length;
