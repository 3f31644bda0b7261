import Link from "next/link";
import type { ReactNode } from "react";
import { TabInSight } from "./tab-in-sight";
import { waiting } from "./words";

const tabs = [
  ["/admin", "Status"],
  ["/admin/accounts", "Accounts"],
  ["/admin/reports", "Reports"],
  ["/admin/editions", "Editions"],
  ["/admin/sources", "Sources"],
  ["/admin/import", "Import"],
  ["/admin/mail", "Mail"],
  ["/admin/settings", "Settings"],
  ["/admin/log", "Log"],
] as const;

interface Props {
  current: (typeof tabs)[number][1];
  /** How many wait for an administrator, counted up to a bound. */
  reports: number;
  /** Whether the reader is a curator, and no administrator. */
  isCurator?: boolean;
  children: ReactNode;
}

/** The frame of every page for administrators, and of the one that curators have, too. */
export function AdminFrame({ current, reports, isCurator = false, children }: Props) {
  return (
    <main className="sheet page admin">
      <header className="dateline">
        <div className="min-w-0">
          <h1>{isCurator ? "Curation" : "Administration"}</h1>
          <p className="credit">
            You are {isCurator ? "a curator" : "an administrator"} of this installation.
          </p>
        </div>
      </header>
      <div className="period-bar">
        <nav aria-label="Administration" className="period-tabs team-tabs">
          {tabs
            .filter(([, name]) => !isCurator || name === "Editions")
            .map(([href, name]) => (
              <Link
                key={name}
                href={href}
                prefetch={false}
                aria-current={name === current ? "page" : undefined}
              >
                {name}
                {name === "Reports" && reports > 0 && (
                  <>
                    {" "}
                    <span className="tab-count">{waiting(reports)}</span>
                    <span className="sr-only"> waiting</span>
                  </>
                )}
              </Link>
            ))}
          <TabInSight key={current} />
        </nav>
      </div>
      {children}
    </main>
  );
}
