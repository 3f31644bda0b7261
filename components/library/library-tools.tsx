"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import {
  type ChangeEvent,
  type FormEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import type { FormAction } from "../forms/action-form";
import { Filters } from "./filters";
import { addressOf, filtersIn, readShown, type Shown } from "./shown";
import { TagManager } from "./tag-manager";
import type { Facets } from "./use-facets";

const SORTS: [value: NonNullable<Shown["sort"]>, name: string][] = [
  ["added", "Recently added"],
  ["published", "Recently published"],
  ["votes", "Most points"],
  ["title", "Title"],
];

/** Shown until they are loaded. */
const NONE: Facets = { tags: [], categories: [], years: [], lists: [] };

interface Props {
  shown: Shown;
  facets: Facets | null;
  /** Loads them. */
  want: () => void;
  renameTag: FormAction;
  /** Shown first in the bar. */
  children?: ReactNode;
}

/** Sorts and filters the library: a plain form, which with scripts applies each choice at once. */
export function LibraryTools({ shown, facets, want, renameTag, children }: Props) {
  const router = useRouter();
  const [busy, startTransition] = useTransition();
  const narrowed = filtersIn(shown);
  const [open, setOpen] = useState(facets !== null);
  const form = useRef<HTMLFormElement>(null);

  // the URL decides, however the reader got here
  useEffect(() => {
    if (form.current) fill(form.current, new URL(addressOf(shown), location.href).searchParams);
  }, [shown]);

  function go(form: HTMLFormElement) {
    const query = Object.fromEntries(new FormData(form)) as Record<string, string>;
    startTransition(() => router.push(addressOf(readShown(query)), { scroll: false }));
  }

  function onChange({ target, currentTarget }: ChangeEvent<HTMLFormElement>) {
    // wait until the words are typed
    if ((target as HTMLElement).matches("select[name], input[type=checkbox][name]")) {
      go(currentTarget);
    }
  }

  function toggle() {
    if (!open && !facets) want();
    setOpen(!open);
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    go(event.currentTarget);
  }

  return (
    <>
      <form
        ref={form}
        action="/library"
        className="library-tools"
        aria-busy={busy}
        onChange={onChange}
        onSubmit={onSubmit}
      >
        {shown.status && <input type="hidden" name="status" value={shown.status} />}
        <div className="library-bar">
          {children}
          <div className="tool">
            <label htmlFor="library-sort" className="sr-only">
              Sort by
            </label>
            <select
              id="library-sort"
              name="sort"
              className="field"
              defaultValue={shown.sort ?? "added"}
            >
              {SORTS.map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <button
            type="button"
            className="btn scripted-only"
            aria-expanded={open}
            aria-controls="library-filters"
            onClick={toggle}
          >
            Filter{narrowed > 0 && ` (${narrowed})`}
          </button>
          <noscript>
            <a className="btn" href={withFilters(addressOf(shown))}>
              Filter
            </a>
          </noscript>
          <button type="submit" className="btn scriptless">
            Apply
          </button>
          {narrowed > 0 && (
            <Link
              className="link library-all"
              prefetch={false}
              href={addressOf({ status: shown.status, sort: shown.sort })}
            >
              Show all
            </Link>
          )}
        </div>
        <div id="library-filters" className="library-filters" hidden={!open} aria-busy={!facets}>
          <Filters shown={shown} facets={facets ?? NONE} />
        </div>
      </form>
      {shown.tag && <TagManager key={shown.tag} tag={shown.tag} shown={shown} rename={renameTag} />}
    </>
  );
}

const withFilters = (address: string) =>
  `${address}${address.includes("?") ? "&" : "?"}filters=open`;

function fill(form: HTMLFormElement, query: URLSearchParams) {
  for (const control of form.elements) {
    if (control instanceof HTMLSelectElement) {
      control.value = query.get(control.name) ?? control.options[0]?.value ?? "";
    } else if (control instanceof HTMLInputElement && control.name) {
      if (control.type === "checkbox") control.checked = query.has(control.name);
      else control.value = query.get(control.name) ?? "";
    }
  }
}
