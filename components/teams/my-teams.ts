"use client";

import { useEffect, useState } from "react";
import type { MyTeams } from "@/server/teams/queries";
import { call } from "../api/call";

/** The reader's teams; empty until loaded, or if loading failed. */
export function useMyTeams(wanted: boolean): MyTeams["teams"] {
  const [teams, setTeams] = useState<MyTeams["teams"]>([]);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    call((api) => api.teams.mine.query())
      .then((read) => !gone && setTeams(read.teams))
      .catch(() => {});
    return () => {
      gone = true;
    };
  }, [wanted]);
  return teams;
}
