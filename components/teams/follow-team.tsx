"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { EVERYONE, forgetTeam, REMEMBERED, rememberTeam, teamOf, teamViewOf } from "./team-view";

/** For a reader who has chosen a team, redirects links to everyone's editions to the team's. */
export function FollowTeam() {
  const router = useRouter();
  const pathname = usePathname();

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
      if (!link || link.origin !== location.origin || link.hash || link.search) return;
      const view = teamViewOf(link.pathname);
      if (!view) return;
      event.preventDefault();
      router.push(view);
    };
    // before the links themselves handle it
    document.addEventListener("click", onClick, true);
    return () => document.removeEventListener("click", onClick, true);
  }, [router]);

  // going back past the choice undoes it, and going forward makes it again
  useEffect(() => {
    const onReturn = () => {
      const slug = teamOf(location.pathname);
      if (slug) rememberTeam(slug);
      else if (teamViewOf(location.pathname)) forgetTeam();
    };
    window.addEventListener("popstate", onReturn);
    return () => window.removeEventListener("popstate", onReturn);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every page that is come to
  useEffect(() => {
    const { hash, search } = location;
    if (hash === EVERYONE) forgetTeam();
    else if (search !== REMEMBERED) return;
    // a topic is kept
    history.replaceState(null, "", location.pathname + (search === REMEMBERED ? "" : search));
  }, [pathname]);

  return null;
}
