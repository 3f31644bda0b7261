import type { ReactNode } from "react";
import type { Field } from "@/server/papers/search/query";
import { wordsOf } from "@/server/papers/search/words";

/** A search is this long at most. */
const MAX_CHARACTERS = 300;

/**
 * The search for papers that have this name in a field, which finds the paper that the name is
 * from; null for a name that no search finds.
 */
export function fieldSearch(field: Field, name: string): string | null {
  const q = `${field}:"${name.replaceAll('"', " ")}"`;
  if (q.length > MAX_CHARACTERS || wordsOf(name).length === 0) return null;
  return `/search?${new URLSearchParams({ q })}`;
}

interface Props {
  field: Field;
  name: string;
  className?: string;
  children?: ReactNode;
}

/** A name as a link to the papers here that have it. */
export function FieldLink({ field, name, className = "link", children = name }: Props) {
  const href = fieldSearch(field, name);
  if (!href) return children;
  return (
    <a className={className} href={href}>
      {children}
    </a>
  );
}
