import { Children, type ReactNode } from "react";
import type { Run } from "@/server/papers/runs";

const STYLED = { em: "em", strong: "strong", code: "code", caps: "span" } as const;

/** One run for display: a string if it is plain text. */
export function shownRun(run: Run): ReactNode {
  if (typeof run === "string") return run;
  if ("math" in run) {
    const html = { __html: run.math };
    const look = run.display ? "math math-display" : "math";
    // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes its input and trusts none
    return <span className={look} dangerouslySetInnerHTML={html} />;
  }
  const Style = run.style && STYLED[run.style];
  const caps = run.style === "caps" ? "small-caps" : undefined;
  const text = Style ? <Style className={caps}>{run.text}</Style> : run.text;
  if (!run.href) return text;
  return (
    <a className="link" href={run.href} rel="noopener nofollow">
      {text}
    </a>
  );
}

/** A title or abstract that was rendered on the server. */
export function Runs({ runs }: { runs: Run[] }) {
  return Children.toArray(runs.map(shownRun));
}
