"use client";

import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import type { RouterOutputs } from "@/server/api/root";
import { call } from "../api/call";
import { useTeams } from "../api/store";
import { rememberedTeam } from "../teams/team-view";
import { ago } from "../ui/ago";
import { Avatar } from "../ui/avatar";

type TeamRead = RouterOutputs["viewer"]["teamRead"];

/** How far below the window it is loaded, so that nothing in sight moves. */
const AHEAD = "600px";

/**
 * What the reader's teammates read lately, at the end of a paper's page: laid over for readers with a
 * team, once they come near. Nothing is drawn where there is nothing to tell.
 */
export function TeamReadPapers({ paperId }: { paperId: number }) {
  const [read, setRead] = useState<TeamRead>(null);
  const place = useRef<HTMLDivElement>(null);
  const hasTeam = useTeams().length > 0;

  useEffect(() => {
    const box = place.current;
    if (!box || !hasTeam) return;
    let isHere = true;
    const load = async () => {
      const asked = { paperId, team: rememberedTeam() ?? undefined };
      // without it, the page is whole
      const answer = await call((api) => api.viewer.teamRead.query(asked)).catch(() => null);
      if (isHere) setRead(answer);
    };
    const watch = new IntersectionObserver(
      ([seen]) => {
        if (!seen?.isIntersecting) return;
        watch.disconnect();
        load();
      },
      { rootMargin: AHEAD },
    );
    watch.observe(box);
    return () => {
      isHere = false;
      watch.disconnect();
    };
  }, [paperId, hasTeam]);

  return <div ref={place}>{read && read.papers.length > 0 && <Section read={read} />}</div>;
}

function Section({ read: { team, papers } }: { read: NonNullable<TeamRead> }) {
  return (
    <section className="related team-read-papers" aria-labelledby="team-read">
      <h2 className="related-label" id="team-read">
        What <bdi>{team.name}</bdi> read
      </h2>
      <ul className="related-papers">
        {papers.map(({ slug, title, at, readers, names, hues }) => (
          <li key={slug}>
            <h3 dir="auto">
              <Link href={`/papers/${slug}`} prefetch={false}>
                {title}
              </Link>
            </h3>
            <p className="team-read">
              <time dateTime={at} title={new Date(at).toLocaleString("en")}>
                {ago(new Date(at), new Date())}
              </time>
              <span className="sr-only">, by {named(names, readers)}</span>
              <span className="team-read-faces" title={named(names, readers)}>
                {names.map((name, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name
                  <Avatar key={index} of={{ name, hue: hues[index] }} />
                ))}
                {readers > names.length && (
                  <span aria-hidden="true">
                    +{(readers - names.length).toLocaleString("en-US")}
                  </span>
                )}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const list = new Intl.ListFormat("en");

/** "Ada, Ben, and 2 more" */
const named = (names: string[], all: number) =>
  list.format(
    all > names.length ? [...names, `${(all - names.length).toLocaleString("en-US")} more`] : names,
  );
