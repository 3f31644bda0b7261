import type { DayInShort } from "@/server/editions/beside";
import type { EditionRow } from "@/server/editions/read-days";
import type { TopicCount } from "@/server/papers/topics/schema";
import type { ShownPicture } from "@/server/pictures/queries";
import type { MyTeam } from "../api/store";
import { DayByDay } from "./day-by-day";
import { Days } from "./days";
import { displayFont } from "./display-font";
import { FrontHead } from "./front-head";
import { EditionOrder } from "./order";
import { PaperList } from "./paper-list";
import { NoneOfTopic, nextPart } from "./topics";

interface Props {
  unit: "week" | "month";
  title: string;
  page: {
    papers: EditionRow[];
    more: string | null;
    picture: ShownPicture | null;
    paperCount: number;
    curators: string[];
    voteWeight: number;
    topics: TopicCount[];
    topic: string | null;
    feedDates: string[];
    /** Of a week, its days with their best papers. */
    byDay?: DayInShort[];
    previous: string | null;
    next: string | null;
  };
  /** These days, as their URL ends: `week/2025-W11`. */
  days: string;
  /** Whether the page begins after the best of them. */
  isContinued: boolean;
  /** What a neighboring week or month is called. */
  nameOf: (neighbour: string) => string;
  /** The team whose view it is. */
  team?: MyTeam;
}

/** The papers of several editions, best first. */
export function Period({ unit, title, page, days, isContinued, nameOf, team }: Props) {
  const { feedDates, papers, previous, next, more, topics, topic, voteWeight, byDay } = page;
  const base = team ? `/teams/${team.slug}` : "/papers";
  const own = `${base}/${days}`;
  const to = (other: string | null) =>
    other ? { href: `${base}/${unit}/${other}`, label: nameOf(other) } : null;
  return (
    <main className={`sheet ${displayFont.variable}`}>
      <FrontHead
        title={title}
        credit={page}
        topics={topics}
        topic={topic}
        days={days}
        team={team}
        unit={unit}
        around={feedDates.at(-1) ?? ""}
        week={feedDates}
        base={base}
        isLatest={!next}
        previous={to(previous)}
        next={to(next)}
      />
      {unit === "month" && <Days feedDates={feedDates} base={base} />}
      {topic && papers.length === 0 && <NoneOfTopic own={own} />}
      <PaperList
        picture={page.picture}
        papers={papers}
        more={nextPart(own, topic, more)}
        team={team}
        front={isContinued ? undefined : `The rest of the ${unit}`}
        dated
      >
        {byDay && <DayByDay days={byDay} base={base} />}
      </PaperList>
      <EditionOrder voteWeight={voteWeight} team={team} />
    </main>
  );
}
