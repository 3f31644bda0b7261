import { installationShown } from "@/server/api/rsc";
import type { TopicCount } from "@/server/papers/topics/schema";
import type { MyTeam } from "../api/store";
import { TeamSwitch } from "../teams/team-switch";
import { Credit } from "./credit";
import { DayStrip, type DayStripProps } from "./day-strip";
import { DensitySwitch } from "./density-switch";
import { Topics } from "./topics";
import { type Outlook, WhyOld } from "./why-old";

interface Props extends DayStripProps {
  title: string;
  /** How many papers there are, whose they are, and how long they take to read. */
  credit: { paperCount: number; curators: string[]; minutes?: number };
  topics: TopicCount[];
  /** The only topic shown, if one is. */
  topic: string | null;
  /** These days, as their URL ends: `date/2025-03-13`. */
  days: string;
  /** The team whose view it is: other days open in the same view. */
  team?: MyTeam;
  /** Of the newest edition: why there may be none that is newer. */
  outlook?: Outlook | null;
}

/**
 * The head of a page of editions: the plate over a day, the title over a longer time; the days; and
 * what the papers are narrowed to.
 */
export async function FrontHead(props: Props) {
  const { title, credit, topics, topic, days, team, outlook, ...strip } = props;
  const { name } = await installationShown();
  const isDay = strip.unit === "edition";
  const narrowed = topics.find(({ slug }) => slug === topic);
  return (
    <header>
      {isDay ? (
        <p className="plate" aria-hidden="true">
          {name}
        </p>
      ) : (
        <h1 className="front-title">{title}</h1>
      )}
      <div className="strip">
        <div className="strip-what">
          {isDay && <h1>{title}</h1>}
          <Credit
            paperCount={narrowed?.papers ?? credit.paperCount}
            curators={credit.curators}
            minutes={credit.minutes}
            latest={isDay && strip.isLatest ? strip.around : undefined}
          />
        </div>
        <DayStrip {...strip} />
      </div>
      {outlook && <WhyOld outlook={outlook} at="head" />}
      <div className="front-bar">
        <TeamSwitch
          days={topic ? `${days}?topic=${topic}` : days}
          latest={isDay && strip.isLatest && !topic}
          team={team}
        />
        <Topics topics={topics} topic={topic} own={`${strip.base}/${days}`} />
        <DensitySwitch />
      </div>
    </header>
  );
}
