"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

interface Place {
  href: string;
  label: string;
  /** Whether a page belongs to it, by its path. */
  contains: (path: string) => boolean;
}

const below = (start: string) => (path: string) => path === start || path.startsWith(`${start}/`);
const isEdition = /^\/$|^\/(?:papers|teams\/[^/]+)\/(?:date|week|month)\//;

const PLACES: Place[] = [
  { href: "/", label: "Today", contains: (path) => isEdition.test(path) },
  { href: "/papers/trending", label: "Trending", contains: below("/papers/trending") },
  { href: "/library", label: "Library", contains: below("/library") },
  { href: "/lists", label: "Lists", contains: below("/lists") },
  { href: "/notes", label: "Notes", contains: below("/notes") },
  {
    href: "/teams",
    label: "Teams",
    contains: (path) => below("/teams")(path) && !isEdition.test(path),
  },
];

/** Links to the parts of the app; the one that the page belongs to is marked. */
export function Places() {
  const path = usePathname();
  return PLACES.map(({ href, label, contains }) => (
    <Link key={href} href={href} prefetch={false} aria-current={contains(path) || undefined}>
      {label}
    </Link>
  ));
}
