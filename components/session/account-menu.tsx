"use client";

import Link from "next/link";
import { waiting } from "../admin/words";
import { forgetOnSignOut } from "../api/personal-storage";
import type { Reader } from "../api/store";
import { ThemeChoice } from "../ui/theme-choice";

const places = [
  ["/library", "Library"],
  ["/lists", "Lists"],
  ["/notes", "Notes"],
  ["/teams", "Teams"],
  ["/submit", "Submit a paper"],
  ["/settings", "Settings"],
] as const;

/** What opens from the reader's initials. Loaded when it is first opened. */
export default function AccountMenu({ reader }: { reader: Reader }) {
  return (
    <>
      <p className="truncate px-2.5 pt-1.5 pb-2 font-semibold">{reader.name}</p>
      <nav aria-label="Account">
        {places.map(([href, label]) => (
          <Link key={href} href={href} className="popover-item" prefetch={false}>
            {label}
          </Link>
        ))}
        {reader.curator && (
          <Link href="/admin/editions" className="popover-item" prefetch={false}>
            Curation
          </Link>
        )}
        {reader.administrator && (
          <Link href="/admin" className="popover-item" prefetch={false}>
            Administration
            {reader.reports !== undefined && (
              <span className="menu-count">
                {waiting(reader.reports)}
                <span className="sr-only">
                  {reader.reports === 1 ? " report waits" : " reports wait"}
                </span>
              </span>
            )}
          </Link>
        )}
      </nav>
      <fieldset className="menu-section">
        <legend className="menu-label">Theme</legend>
        <ThemeChoice />
      </fieldset>
      <form action="/sign-out" method="post" onSubmit={forgetOnSignOut}>
        <button type="submit" className="popover-item">
          Sign out
        </button>
      </form>
    </>
  );
}
