import Link from "next/link";
import { monthOf, weekOf } from "@/server/editions/calendar";
import { DensitySwitch } from "./density-switch";

const PERIODS = ["Daily", "Weekly", "Monthly", "Trending"] as const;

interface Props {
  current: (typeof PERIODS)[number];
  /** The feed day at hand: the other periods open around it. */
  around: string | null;
  /** Whether that day is the latest edition, whose address is the front page. */
  latest?: boolean;
}

/** The day, its week, its month and what is trending; and how much of each paper to show. */
export function PeriodTabs({ current, around, latest = false }: Props) {
  const address = {
    Daily: !around || latest ? "/" : `/papers/date/${around}`,
    Weekly: around ? `/papers/week/${weekOf(around)}` : "/",
    Monthly: around ? `/papers/month/${monthOf(around)}` : "/",
    Trending: "/papers/trending",
  };
  return (
    <div className="period-bar">
      <nav aria-label="Period" className="period-tabs">
        {PERIODS.map((period) => (
          <Link
            key={period}
            href={address[period]}
            prefetch={false}
            aria-current={period === current ? "page" : undefined}
          >
            {period}
          </Link>
        ))}
      </nav>
      <DensitySwitch />
    </div>
  );
}
