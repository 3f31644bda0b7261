"use client";

import Link from "next/link";
import { type ReactNode, useLayoutEffect, useState } from "react";
import { EARLY_TEAMS, marked, marksOfTeams } from "../api/marks";
import { hadNoTeams, isFirstVisit, type MyTeam, useShownTeams } from "../api/store";
import { EVERYONE, forgetTeam, rememberTeam } from "./team-view";

interface Props {
  /** The days: `date/2025-03-13`, `week/2025-W11`, `month/2025-03`. */
  days: string;
  /** Whether they are the latest edition, which is everyone's front page. */
  latest?: boolean;
  /** The team whose page this is; undefined on everyone's. */
  team?: MyTeam;
}

/**
 * Switches between everyone's edition and a team's: links, shown over the cached page for readers
 * with a team. This browser remembers the choice, also if it is opened in another tab. What the last
 * visit knew is drawn with the page. At a first visit, what is beside it is seen once it is known
 * whether there is any (`data-first`). A first team since the last visit comes last, this once, and
 * so do teams that are known only after what is beside them was seen: nothing moves.
 */
export function TeamSwitch({ days, latest, team }: Props) {
  const known = useShownTeams();
  const teams = team && !known.some(({ slug }) => slug === team.slug) ? [team, ...known] : known;
  const [isAwaited, setAwaited] = useState(true);
  useLayoutEffect(() => {
    if (isFirstVisit) setAwaited(document.documentElement.dataset.first !== undefined);
  }, []);
  const isLate = !team && teams.length > 0 && (hadNoTeams || !isAwaited);
  const everyone = `${latest ? "/" : `/papers/${days}`}${EVERYONE}`;
  const marks = marksOfTeams(teams);
  const places = Array.from({ length: Math.max(teams.length, EARLY_TEAMS) }, (_, at) => at);
  return (
    <nav aria-label="Order by the votes of" className="team-switch" data-late={isLate || undefined}>
      <Choice href={everyone} current={!team} choose={forgetTeam}>
        Everyone
      </Choice>
      {places.map((at) => {
        const slug = teams[at]?.slug;
        return (
          <Choice
            key={at}
            href={slug && `/teams/${slug}/${days}`}
            current={slug !== undefined && slug === team?.slug}
            choose={() => slug && rememberTeam(slug)}
          >
            <bdi {...marked(`team ${at}`, marks[`team ${at}`] ?? { children: teams[at]?.name })} />
          </Choice>
        );
      })}
    </nav>
  );
}

interface ChoiceProps {
  /** Undefined until it is known which team it is. */
  href: string | undefined;
  current: boolean;
  choose: () => void;
  children: ReactNode;
}

function Choice({ href, current, choose, children }: ChoiceProps) {
  // biome-ignore lint/a11y/useValidAnchor: a place that becomes a link
  if (href === undefined) return <a className="chip">{children}</a>;
  return (
    <Link
      className="chip"
      href={href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      onClick={choose}
      onAuxClick={choose}
    >
      {children}
    </Link>
  );
}
