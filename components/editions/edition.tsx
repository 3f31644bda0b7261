import type { Brief } from "@/server/editions/beside";
import type { EditionRow } from "@/server/editions/read-days";
import type { TopicCount } from "@/server/papers/topics/schema";
import type { ShownPicture } from "@/server/pictures/queries";
import type { MyTeam } from "../api/store";
import { longDate, nearDate } from "./dates";
import { displayFont } from "./display-font";
import { FrontHead } from "./front-head";
import { minutesOf } from "./minutes";
import { EditionOrder } from "./order";
import { PaperList } from "./paper-list";
import { Rail } from "./rail";
import { NoneOfTopic, nextPart } from "./topics";
import { type Outlook, WhyOld } from "./why-old";

interface Props {
  edition: {
    feedDate: string;
    papers: EditionRow[];
    more: string | null;
    picture: ShownPicture | null;
    paperCount: number;
    curators: string[];
    voteWeight: number;
    rising: Brief[];
    topics: TopicCount[];
    topic: string | null;
    /** The editions of the same week. */
    week: string[];
    previous: string | null;
    next: string | null;
  };
  /** Whether the page begins after the best of them. */
  isContinued: boolean;
  /** The team whose edition it is. */
  team?: MyTeam;
  outlook?: Outlook | null;
}

/** The papers of one feed day, best first. */
export function Edition({ edition, isContinued, team, outlook }: Props) {
  const { feedDate, week, previous, next, papers, more, voteWeight, topics, topic, rising } =
    edition;
  const base = team ? `/teams/${team.slug}` : "/papers";
  const own = `${base}/date/${feedDate}`;
  const to = (day: string | null) =>
    day ? { href: `${base}/date/${day}`, label: nearDate(day, feedDate) } : null;
  return (
    <main className={`sheet ${displayFont.variable}`}>
      <FrontHead
        title={longDate(feedDate)}
        credit={{ ...edition, minutes: minutesOf(papers, edition.paperCount) }}
        topics={topics}
        topic={topic}
        days={`date/${feedDate}`}
        team={team}
        unit="edition"
        around={feedDate}
        week={week}
        base={base}
        isLatest={!next}
        previous={to(previous)}
        next={to(next)}
        outlook={outlook}
      />
      <div className="front-columns">
        <div>
          {topic && papers.length === 0 && <NoneOfTopic own={own} />}
          <PaperList
            papers={papers}
            picture={edition.picture}
            more={nextPart(own, topic, more)}
            team={team}
            front={isContinued ? undefined : "Also in this edition"}
          />
          {outlook && <WhyOld outlook={outlook} at="end" />}
          <EditionOrder voteWeight={voteWeight} team={team} />
        </div>
        <Rail rising={rising} isLatest={!next} team={team} />
      </div>
    </main>
  );
}
