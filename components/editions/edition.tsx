import type { EditionRow } from "@/server/editions/read-days";
import type { MyTeam } from "../api/store";
import { Credit } from "./credit";
import { Dateline } from "./dateline";
import { longDate, nearDate } from "./dates";
import { PaperList } from "./paper-list";
import { PeriodTabs } from "./period-tabs";

interface Props {
  edition: {
    feedDate: string;
    papers: EditionRow[];
    more: string | null;
    paperCount: number;
    curators: string[];
    voteWeight: number;
    previous: string | null;
    next: string | null;
  };
  /** The team whose edition it is. */
  team?: MyTeam;
}

/** The papers of one feed day, best first. */
export function Edition({ edition, team }: Props) {
  const { feedDate, previous, next, papers, more, paperCount, curators, voteWeight } = edition;
  const base = team ? `/teams/${team.slug}` : "/papers";
  const to = (day: string) => ({ href: `${base}/date/${day}`, label: nearDate(day, feedDate) });
  return (
    <main className="sheet">
      <Dateline title={longDate(feedDate)} unit="edition" previous={previous} next={next} to={to}>
        <Credit paperCount={paperCount} curators={curators} voteWeight={voteWeight} team={team} />
      </Dateline>
      <PeriodTabs current="Daily" around={feedDate} latest={!next} team={team} />
      <PaperList
        papers={papers}
        more={more && `${base}/date/${feedDate}?after=${more}`}
        team={team}
      />
    </main>
  );
}
