"use client";

import { usePathname, useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";

const ShortcutsDialog = lazy(() => import("./shortcuts-dialog"));
const Palette = lazy(() => import("./palette"));

/** The keyboard of every page. What it does is loaded once the page stands. */
export function Keyboard() {
  const router = useRouter();
  const pathname = usePathname();
  const [open, setOpen] = useState<"shortcuts" | "palette" | null>(null);

  useEffect(() => {
    let stop = () => {};
    let gone = false;
    import("./listen").then(({ listen }) => {
      if (!gone) stop = listen({ go: (address) => router.push(address), open: setOpen });
    });
    return () => {
      gone = true;
      stop();
    };
  }, [router]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every page that is come to
  useEffect(() => {
    if (location.hash === "#note") document.querySelector<HTMLElement>("[data-act=note]")?.click();
  }, [pathname]);

  const close = () => setOpen(null);
  return (
    <Suspense>
      {open === "shortcuts" && <ShortcutsDialog close={close} />}
      {open === "palette" && (
        <Palette
          close={close}
          go={(address) => router.push(address)}
          help={() => setOpen("shortcuts")}
        />
      )}
    </Suspense>
  );
}
