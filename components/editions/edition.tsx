import type { EditionRow } from "@/server/editions/read-days";
import type { TopicCount } from "@/server/papers/topics/schema";
import type { MyTeam } from "../api/store";
import { Credit } from "./credit";
import { Dateline } from "./dateline";
import { longDate, nearDate } from "./dates";
import { PaperList } from "./paper-list";
import { PeriodTabs } from "./period-tabs";
import { NoneOfTopic, nextPart, Topics } from "./topics";

interface Props {
  edition: {
    feedDate: string;
    papers: EditionRow[];
    more: string | null;
    paperCount: number;
    curators: string[];
    voteWeight: number;
    topics: TopicCount[];
    topic: string | null;
    previous: string | null;
    next: string | null;
  };
  /** The team whose edition it is. */
  team?: MyTeam;
}

/** The papers of one feed day, best first. */
export function Edition({ edition, team }: Props) {
  const { feedDate, previous, next, papers, more, paperCount, curators, voteWeight } = edition;
  const { topics, topic } = edition;
  const base = team ? `/teams/${team.slug}` : "/papers";
  const own = `${base}/date/${feedDate}`;
  const to = (day: string) => ({ href: `${base}/date/${day}`, label: nearDate(day, feedDate) });
  return (
    <main className="sheet">
      <Dateline title={longDate(feedDate)} unit="edition" previous={previous} next={next} to={to}>
        <Credit paperCount={paperCount} curators={curators} voteWeight={voteWeight} team={team} />
      </Dateline>
      <PeriodTabs current="Daily" around={feedDate} latest={!next} team={team} />
      <Topics topics={topics} topic={topic} own={own} />
      {papers.length === 0 && <NoneOfTopic own={own} />}
      <PaperList papers={papers} more={nextPart(own, topic, more)} team={team} />
    </main>
  );
}
