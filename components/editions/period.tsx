import type { EditionRow } from "@/server/editions/read-days";
import type { TopicCount } from "@/server/papers/topics/schema";
import type { MyTeam } from "../api/store";
import { Credit } from "./credit";
import { Dateline, type Neighbour } from "./dateline";
import { Days } from "./days";
import { PaperList } from "./paper-list";
import { PeriodTabs } from "./period-tabs";
import { NoneOfTopic, nextPart, Topics } from "./topics";

interface Props {
  unit: "week" | "month";
  title: string;
  page: {
    papers: EditionRow[];
    more: string | null;
    paperCount: number;
    curators: string[];
    voteWeight: number;
    topics: TopicCount[];
    topic: string | null;
    feedDates: string[];
    previous: string | null;
    next: string | null;
  };
  /** The URL of this period, without its query. */
  own: string;
  to: (neighbour: string) => Neighbour;
  dayLabel: (feedDate: string) => string;
  /** The team whose view it is. */
  team?: MyTeam;
}

/** The papers of several editions, best first. */
export function Period({ unit, title, page, own, to, dayLabel, team }: Props) {
  const { feedDates, papers, previous, next, more, topics, topic } = page;
  return (
    <main className="sheet">
      <Dateline title={title} unit={unit} previous={previous} next={next} to={to}>
        <Credit {...page} team={team} />
      </Dateline>
      <PeriodTabs
        current={unit === "week" ? "Weekly" : "Monthly"}
        around={feedDates.at(-1) ?? null}
        latest={!next}
        team={team}
      />
      <Days feedDates={feedDates} label={dayLabel} base={team && `/teams/${team.slug}`} />
      <Topics topics={topics} topic={topic} own={own} />
      {papers.length === 0 && <NoneOfTopic own={own} />}
      <PaperList papers={papers} more={nextPart(own, topic, more)} team={team} dated />
    </main>
  );
}
