import Link from "next/link";
import type { Sort } from "./use-list-items";

const NAMES: [Sort, string][] = [
  ["hand", "By hand"],
  ["added", "Added"],
  ["published", "Published"],
  ["votes", "Points"],
];

/** Chooses the order in which a list is shown; the manual order is kept whatever is chosen. */
export function SortSwitch({ listId, sort }: { listId: string; sort: Sort }) {
  return (
    <nav className="sort-switch" aria-label="Order">
      {NAMES.map(([value, name]) => (
        <Link
          key={value}
          href={value === "hand" ? `/lists/${listId}` : `/lists/${listId}?sort=${value}`}
          aria-current={value === sort ? "page" : undefined}
          prefetch={false}
          scroll={false}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
