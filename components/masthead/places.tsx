"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

interface Place {
  href: string;
  label: string;
  /** Whether it has only what is the reader's own. */
  own?: true;
  /** Whether a page belongs to it, by its path. */
  contains: (path: string) => boolean;
}

const below = (start: string) => (path: string) => path === start || path.startsWith(`${start}/`);
const isEdition = /^\/$|^\/(?:papers|teams\/[^/]+)\/(?:date|week|month)\//;

const PLACES: Place[] = [
  { href: "/", label: "Today", contains: (path) => isEdition.test(path) },
  { href: "/papers/trending", label: "Trending", contains: below("/papers/trending") },
  { href: "/library", label: "Library", own: true, contains: below("/library") },
  { href: "/lists", label: "Lists", own: true, contains: below("/lists") },
  { href: "/notes", label: "Notes", own: true, contains: below("/notes") },
  {
    href: "/teams",
    label: "Teams",
    own: true,
    contains: (path) => below("/teams")(path) && !isEdition.test(path),
  },
];

/** Links to the parts of the app; the one that the page belongs to is marked. */
export function Places() {
  const path = usePathname();
  return PLACES.map(({ href, label, own, contains }) => (
    <Link
      key={href}
      href={href}
      className={own && "place-own"}
      prefetch={false}
      data-label={label}
      aria-current={contains(path) || undefined}
    >
      {label}
    </Link>
  ));
}
