import Link from "next/link";
import { statusNames } from "../api/statuses";
import type { Status } from "../api/store";
import { addressOf, type Shown } from "./shown";

interface Props {
  shown: Shown;
  counts: Record<Status, number>;
}

/** Tabs for the library's statuses, with the number of matching papers in each. */
export function StatusTabs({ shown, counts }: Props) {
  const all = Object.values(counts).reduce((sum, papers) => sum + papers, 0);
  const tabs: { status?: Status; name: string; papers: number }[] = [
    ...statusNames.map(([status, name]) => ({ status, name, papers: counts[status] })),
    { name: "All", papers: all },
  ];
  return (
    <div className="period-bar">
      <nav aria-label="Reading status" className="period-tabs status-tabs">
        {tabs.map(({ status, name, papers }) => (
          <Link
            key={name}
            href={addressOf({ ...shown, status })}
            prefetch={false}
            aria-current={status === shown.status ? "page" : undefined}
          >
            {name}{" "}
            {papers > 0 && <span className="tab-count">{papers.toLocaleString("en-US")}</span>}
          </Link>
        ))}
      </nav>
    </div>
  );
}
