import Link from "next/link";
import type { ReactNode } from "react";
import type { Part } from "./part-of";

interface Props {
  /** The page's URL. */
  address: string;
  part: Part;
  /** The people on this page. */
  children?: ReactNode;
}

/** A list of many people, in pages, with a search by name. Works without scripts. */
export function Paged({ address, part, children }: Props) {
  const { find, page, pages, many } = part;
  if (!many) return children;
  const at = (to: number) =>
    `${address}?${new URLSearchParams({ ...(find && { find }), page: String(to) })}`;
  return (
    <>
      <search>
        <form method="get" action={address}>
          <input
            className="field"
            type="search"
            name="find"
            aria-label="Find a person"
            placeholder="Find a person"
            maxLength={100}
            defaultValue={find}
          />
        </form>
      </search>
      {children}
      {find && (
        <p className="text-soft">
          Only people whose name contains “<bdi>{find}</bdi>”.{" "}
          <Link href={address} prefetch={false}>
            Show all
          </Link>
        </p>
      )}
      {pages > 1 && (
        <nav aria-label="Pages of people" className="flex items-center gap-4">
          {page > 1 && (
            <Link className="btn" href={at(page - 1)} prefetch={false}>
              Previous
            </Link>
          )}
          <span className="text-soft">
            Page {page} of {pages}
          </span>
          {page < pages && (
            <Link className="btn" href={at(page + 1)} prefetch={false}>
              Next
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
