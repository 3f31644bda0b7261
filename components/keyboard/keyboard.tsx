"use client";

import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { teamViewOf } from "../teams/team-view";
import { beginPage } from "../ui/heading";
import { onDemand } from "../ui/on-demand";

const ShortcutsDialog = onDemand(() => import("./shortcuts-dialog"));
const Palette = onDemand(() => import("./palette"));

/** The keyboard of every page. What it does is loaded once the page stands. */
export function Keyboard() {
  const router = useRouter();
  const pathname = usePathname();
  const [open, setOpen] = useState<"shortcuts" | "palette" | null>(null);
  const go = useCallback(
    (address: string) => router.push(teamViewOf(address) ?? address),
    [router],
  );

  useEffect(() => {
    let stop = () => {};
    let gone = false;
    import("./listen").then(({ listen }) => {
      if (!gone) stop = listen({ go, open: setOpen });
    });
    return () => {
      gone = true;
      stop();
    };
  }, [go]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every page that is come to
  useEffect(() => {
    beginPage();
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
