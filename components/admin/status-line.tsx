import type { ReactNode } from "react";

const SIGNS = {
  warning: ["Needs you", "M9 2.2 17 16H1L9 2.2Zm0 4.9v4.4m0 1.8v.9"],
  note: ["Worth knowing", "M9 1.8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 9 1.8Zm0 6.3v4.6m0-7.4v.9"],
  order: ["In order", "m3 9.6 4 4 8-9.2"],
} as const;

function Sign({ of }: { of: keyof typeof SIGNS }) {
  const [name, shape] = SIGNS[of];
  return (
    <svg viewBox="0 0 18 18" width="18" height="18" fill="none" role="img">
      <title>{name}</title>
      <path d={shape} stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}

/** A line of what is in order, worth knowing, or needs an administrator. */
export function StatusLine({ sign, children }: { sign: keyof typeof SIGNS; children: ReactNode }) {
  return (
    <li className="status-line" data-warning={sign === "warning" || undefined}>
      <Sign of={sign} />
      <div className="min-w-0 grow">{children}</div>
    </li>
  );
}
