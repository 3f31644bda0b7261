import { z } from "zod";

/** People on one page of them. */
const A_PAGE = 50;

/** What of many people the address of a page asks for: letters of their name, and which page. */
const asked = z.object({
  find: z.string().max(100).catch(""),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
});

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** The part of many people that is shown at once. A page after the last one is the last. */
export function partOf<Person extends { name: string }>(
  people: Person[],
  query: Record<string, unknown>,
) {
  const { find, page } = asked.parse(query);
  const letters = plain(find);
  const found = people.filter(({ name }) => plain(name).includes(letters));
  const pages = Math.max(1, Math.ceil(found.length / A_PAGE));
  const current = Math.min(page, pages);
  return {
    shown: found.slice((current - 1) * A_PAGE, current * A_PAGE),
    find,
    page: current,
    pages,
    /** Whether there are more people than one page shows. */
    many: people.length > A_PAGE,
  };
}

export type Part = Omit<ReturnType<typeof partOf>, "shown">;
