import Link from "next/link";
import type { Status } from "../session/mine";
import { statusNames } from "./statuses";

interface Props {
  current?: Status;
  counts: Record<Status, number>;
}

/** The shelves of the library, each with how much stands on it. */
export function ShelfTabs({ current, counts }: Props) {
  const all = Object.values(counts).reduce((sum, papers) => sum + papers, 0);
  const tabs = [
    { name: "All", href: "/library", papers: all, here: !current },
    ...statusNames.map(([status, name]) => ({
      name,
      href: `/library?status=${status}`,
      papers: counts[status],
      here: status === current,
    })),
  ];
  return (
    <div className="period-bar">
      <nav aria-label="Shelves" className="period-tabs">
        {tabs.map(({ name, href, papers, here }) => (
          <Link key={name} href={href} prefetch={false} aria-current={here ? "page" : undefined}>
            {name} <span className="tab-count">{papers.toLocaleString("en-US")}</span>
          </Link>
        ))}
      </nav>
    </div>
  );
}
