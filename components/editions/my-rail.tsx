"use client";

import { useEffect, useRef, useState } from "react";
import type { RouterOutputs } from "@/server/api/root";
import { call } from "../api/call";
import { onChanged } from "../api/command";
import { knownReader } from "../api/store";
import { onDemand } from "../ui/on-demand";

type Rail = RouterOutputs["viewer"]["rail"];

const RailSections = onDemand(() => import("./rail-sections"));

/**
 * The reader's part of the rail. The rail of a reader is not seen before it is complete, so that
 * nothing in it moves.
 */
export function MyRail({ team }: { team?: string }) {
  const [rail, setRail] = useState<Rail | null>(null);
  const mark = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let isHere = true;
    const show = () => mark.current?.closest("aside")?.setAttribute("data-ready", "");
    async function load() {
      if (!(await knownReader())) return;
      const [read] = await Promise.all([
        call((api) => api.viewer.rail.query({ team })),
        RailSections.ready(),
      ]);
      if (isHere) setRail(read);
    }
    // without it, the rest of the rail is what there is
    const reload = () =>
      void load()
        .catch(() => {})
        .then(() => requestAnimationFrame(show));
    reload();
    const stop = onChanged(reload);
    return () => {
      isHere = false;
      stop();
    };
  }, [team]);

  return (
    <div ref={mark} className="my-rail">
      {rail && <RailSections rail={rail} />}
    </div>
  );
}
