import Link from "next/link";
import { monthOf, weekOf } from "@/server/platform/calendar";
import type { MyTeam } from "../api/store";
import { TeamSwitch } from "../teams/team-switch";
import { DensitySwitch } from "./density-switch";

const PERIODS = ["Daily", "Weekly", "Monthly", "Trending"] as const;

interface Props {
  current: (typeof PERIODS)[number];
  /** The current feed day: the other periods open around it. */
  around: string | null;
  /** Whether that day is the latest edition, whose URL is the front page. */
  latest?: boolean;
  /** The team whose view the page is: other periods open in the same view. */
  team?: MyTeam;
}

/** Links to the day, its week, its month and trending; and how much of each paper to show. */
export function PeriodTabs({ current, around, latest = false, team }: Props) {
  const days = around !== null && {
    Daily: `date/${around}`,
    Weekly: `week/${weekOf(around)}`,
    Monthly: `month/${monthOf(around)}`,
    Trending: null,
  };
  const own = days ? days[current] : null;
  const base = team ? `/teams/${team.slug}` : "/papers";
  const address = {
    Daily: !days || (latest && !team) ? "/" : `${base}/${days.Daily}`,
    Weekly: days ? `${base}/${days.Weekly}` : "/",
    Monthly: days ? `${base}/${days.Monthly}` : "/",
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
      <div className="period-bar-end">
        {own && <TeamSwitch days={own} latest={latest && current === "Daily"} team={team} />}
        <DensitySwitch />
      </div>
    </div>
  );
}
