import { z } from "zod";
import { fold } from "@/server/papers/search/words";

/** People per page. */
const A_PAGE = 50;

/** The URL's parameters: letters of a name, and the page number. */
const asked = z.object({
  find: z.string().max(100).catch(""),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
});

/** The people on one page. A page beyond the last one is the last. */
export function partOf<Person extends { name: string }>(
  people: Person[],
  query: Record<string, unknown>,
) {
  const { find, page } = asked.parse(query);
  const letters = fold(find.trim());
  const found = people.filter(({ name }) => fold(name).includes(letters));
  const pages = Math.max(1, Math.ceil(found.length / A_PAGE));
  const current = Math.min(page, pages);
  return {
    shown: found.slice((current - 1) * A_PAGE, current * A_PAGE),
    find,
    page: current,
    pages,
    /** Whether there is more than one page of people. */
    many: people.length > A_PAGE,
  };
}

export type Part = Omit<ReturnType<typeof partOf>, "shown">;
