"use client";

import Link from "next/link";
import { type MyTeam, useTeams } from "../api/store";
import { EVERYONE, forgetTeam, rememberTeam } from "./team-view";

interface Props {
  /** Which days: `date/2025-03-13`, `week/2025-W11`, `month/2025-03`. */
  days: string;
  /** Whether they are the latest edition, which everyone has at the front page. */
  latest?: boolean;
  /** The team whose page this is; none on everyone's. */
  team?: MyTeam;
}

/**
 * Everyone's edition, or a team's: links, laid over the cached page for readers with a team. The choice is
 * remembered in this browser, also when it is opened in another tab.
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
