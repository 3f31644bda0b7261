import type { ReactNode } from "react";

/** For what cannot be undone: first says what will be lost, and needs a second press. */
export function Confirm({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="confirm">
      <summary className="btn">{label}</summary>
      <div className="confirm-sheet">{children}</div>
    </details>
  );
}
