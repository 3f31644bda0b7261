import Link from "next/link";
import type { ReactNode } from "react";

const tabs = [
  ["/admin", "Status"],
  ["/admin/accounts", "Accounts"],
  ["/admin/reports", "Reports"],
  ["/admin/import", "Import"],
  ["/admin/settings", "Settings"],
  ["/admin/log", "Log"],
] as const;

interface Props {
  current: (typeof tabs)[number][1];
  children: ReactNode;
}

/** The frame of every page for administrators. */
export function AdminFrame({ current, children }: Props) {
  return (
    <main className="sheet page admin">
      <header className="dateline">
        <div className="min-w-0">
          <h1>Administration</h1>
          <p className="credit">You are an administrator of this installation.</p>
        </div>
      </header>
      <div className="period-bar">
        <nav aria-label="Administration" className="period-tabs team-tabs">
          {tabs.map(([href, name]) => (
            <Link
              key={name}
              href={href}
              prefetch={false}
              aria-current={name === current ? "page" : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
      </div>
      {children}
    </main>
  );
}
