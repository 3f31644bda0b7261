import type { ReactNode } from "react";

/** How the papers of a page are ordered, for readers who want to know. */
export function HowOrdered({ children }: { children: ReactNode }) {
  return (
    <details className="order">
      <summary>How this is ordered</summary>
      {/* a link to it opens it */}
      <div id="order">{children}</div>
    </details>
  );
}
