import { showGoing } from "@/components/ui/going";

/** Next calls it when a page is asked for. */
export function onRouterTransitionStart(url: string, type: "push" | "replace" | "traverse") {
  // on the way back, the address is the new page's at once
  if (type !== "traverse") showGoing(url);
}
