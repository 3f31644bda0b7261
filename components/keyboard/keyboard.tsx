"use client";

import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { followTrail } from "../papers/trail";
import { teamViewOf } from "../teams/team-view";
import { beginPage } from "../ui/heading";
import { onDemand } from "../ui/on-demand";

const ShortcutsDialog = onDemand(() => import("./shortcuts-dialog"));
const Palette = onDemand(() => import("./palette"));

/** Keyboard support for every page. The handlers load once the page is rendered. */
export function Keyboard() {
  const router = useRouter();
  const pathname = usePathname();
  const [open, setOpen] = useState<"shortcuts" | "palette" | null>(null);
  const go = useCallback(
    (address: string) => router.push(teamViewOf(address) ?? address),
    [router],
  );

  useEffect(() => {
    const early: KeyboardEvent[] = [];
    const keep = (event: KeyboardEvent) => void early.push(event);
    let stop = () => document.removeEventListener("keydown", keep);
    let gone = false;
    // keys pressed while this loads are handled once it has
    document.addEventListener("keydown", keep);
    import("./listen").then(({ listen }) => {
      if (gone) return;
      stop();
      stop = listen({ go, open: setOpen }, early);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [go]);

  useEffect(() => {
    beginPage();
    followTrail(pathname);
    if (location.hash === "#note") document.querySelector<HTMLElement>("[data-act=note]")?.click();
  }, [pathname]);

  const close = () => setOpen(null);
  return (
    <>
      {open === "shortcuts" && <ShortcutsDialog close={close} />}
      {open === "palette" && <Palette close={close} go={go} help={() => setOpen("shortcuts")} />}
    </>
  );
}
