import Link from "next/link";
import type { ReactNode } from "react";
import type { Team } from "@/server/teams/queries";
import { asRole, mayDo, membersIn } from "./words";

const tabs = [
  ["", "This week"],
  ["/proposals", "Proposals"],
  ["/activity", "Activity"],
  ["/members", "Members"],
  ["/settings", "Settings"],
] as const;

interface Props {
  team: Team;
  /** Undefined for a page without a tab. */
  current?: (typeof tabs)[number][1];
  children?: ReactNode;
}

/** The head of every page of a team. */
export function TeamHead({ team, current, children }: Props) {
  const address = `/teams/${team.slug}`;
  return (
    <>
      <header className="dateline">
        <div className="min-w-0">
          <h1 dir="auto">{team.name}</h1>
          <p className="credit">
            <Link href={`${address}/members`} prefetch={false} className="hover:underline">
              {membersIn(team.members)}
            </Link>{" "}
            · You are {asRole[team.role]}: {mayDo[team.role]}
          </p>
        </div>
        {children}
      </header>
      <div className="period-bar">
        <nav aria-label="Team" className="period-tabs team-tabs">
          {tabs.map(([path, name]) => (
            <Link
              key={name}
              href={address + path}
              prefetch={false}
              aria-current={name === current ? "page" : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
      </div>
    </>
  );
}
