import Link from "next/link";
import type { ReactNode } from "react";
import { SearchBox } from "../search/search-box";

/** Shown instead of a page that does not exist, with links to go on. */
export function NotHere({ title, children }: { title?: string; children?: ReactNode }) {
  return (
    <main className="sheet missing">
      <h1>{title ?? "This page is not in the paper"}</h1>
      {children ?? (
        <p>There is nothing at this address. The link may be old, or a character may be missing.</p>
      )}
      <SearchBox id="not-here-search" />
      <p>
        <Link className="link" href="/">
          Read the latest edition
        </Link>{" "}
        or see{" "}
        <Link className="link" href="/papers/trending" prefetch={false}>
          what is trending
        </Link>
        .
      </p>
    </main>
  );
}
