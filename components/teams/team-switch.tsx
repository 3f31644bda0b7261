"use client";

import Link from "next/link";
import { type MyTeam, useTeams } from "../api/store";
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
 * with a team. This browser remembers the choice, also if it is opened in another tab.
 */
export function TeamSwitch({ days, latest, team }: Props) {
  const known = useTeams();
  const teams = team && !known.some(({ slug }) => slug === team.slug) ? [team, ...known] : known;
  if (teams.length === 0) return null;
  const everyone = `${latest ? "/" : `/papers/${days}`}${EVERYONE}`;
  return (
    <nav aria-label="Order by the votes of" className="team-switch">
      <Choice href={everyone} name="Everyone" current={!team} choose={forgetTeam} />
      {teams.map(({ slug, name }) => (
        <Choice
          key={slug}
          href={`/teams/${slug}/${days}`}
          name={name}
          current={slug === team?.slug}
          choose={() => rememberTeam(slug)}
        />
      ))}
    </nav>
  );
}

function Choice(props: { href: string; name: string; current: boolean; choose: () => void }) {
  return (
    <Link
      href={props.href}
      prefetch={false}
      aria-current={props.current ? "page" : undefined}
      onClick={props.choose}
      onAuxClick={props.choose}
    >
      <bdi>{props.name}</bdi>
    </Link>
  );
}
