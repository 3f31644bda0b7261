import type { ReactNode } from "react";

/** What cannot be undone at once says first what will be lost, and is one press further. */
export function Confirm({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="confirm">
      <summary className="btn">{label}</summary>
      <div className="confirm-sheet">{children}</div>
    </details>
  );
}
