import Link from "next/link";
import type { ReactNode } from "react";

/** A neighboring edition, week or month: its URL, and the label of its arrow. */
export interface Neighbour {
  href: string;
  label: string;
}

interface Props {
  title: string;
  /** What the arrows lead to: "edition", "week", "month". */
  unit?: string;
  previous?: string | null;
  next?: string | null;
  to?: (neighbour: string) => Neighbour;
  children: ReactNode;
}

/** The head of a page of papers: its title, its curators, and links to its neighbors. */
export function Dateline({ title, unit, previous, next, to, children }: Props) {
  const before = previous && to?.(previous);
  const after = next && to?.(next);
  return (
    <header className="dateline">
      <div>
        <h1>{title}</h1>
        {children}
      </div>
      {(before || after) && (
        <nav className="dateline-arrows" aria-label={`Neighboring ${unit}s`}>
          {before && (
            <Link className="btn" href={before.href} rel="prev" prefetch={false}>
              <span aria-hidden="true">←</span>
              <span className="sr-only">Previous {unit}: </span>
              {before.label}
            </Link>
          )}
          {after && (
            <Link className="btn" href={after.href} rel="next" prefetch={false}>
              <span className="sr-only">Next {unit}: </span>
              {after.label}
              <span aria-hidden="true">→</span>
            </Link>
          )}
        </nav>
      )}
    </header>
  );
}
