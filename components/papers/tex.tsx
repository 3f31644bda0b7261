import "server-only";
import { Fragment, type ReactNode } from "react";
import { mathMarkup } from "@/server/papers/math";
import { type Segment, segments } from "@/server/papers/tex-segments";

interface Options {
  /** Addresses in the text become links. */
  links?: boolean;
  /**
   * Whatever is not the source itself, or does not follow on what stands before it, is an element
   * with `data-start` and `data-end`: its offsets in the source. Plain text between goes on from
   * the last of them; an element whose text is not as long as its span stands for it as a whole.
   */
  offsets?: boolean;
}

/** A title or an abstract as one reads it, its math typeset on the server. */
export function Tex({ source, ...options }: { source: string } & Options) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const segment of segments(source)) {
    const part = rendered(source, segment, segment.start === end, options);
    end = segment.end;
    const last = parts.length - 1;
    // neighbouring strings become one: less markup, repeated for every row
    if (typeof part !== "string") parts.push(<Fragment key={segment.start}>{part}</Fragment>);
    else if (typeof parts[last] === "string") parts[last] += part;
    else parts.push(part);
  }
  return parts.length === 1 ? parts[0] : parts;
}

const STYLED = { em: "em", strong: "strong", code: "code", caps: "span" } as const;

/** One segment as it is shown: a string where it is plain text. */
export function rendered(
  source: string,
  segment: Segment,
  follows: boolean,
  options: Options,
): ReactNode {
  const { start, end } = segment;
  const place = options.offsets ? { "data-start": start, "data-end": end } : {};
  if (segment.kind === "math") {
    const markup = mathMarkup(segment.tex, segment.display);
    if (!markup) return <span {...place}>{source.slice(start, end)}</span>;
    const html = { __html: markup };
    const look = segment.display ? "math math-display" : "math";
    // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes its input and trusts none
    return <span className={look} {...place} dangerouslySetInnerHTML={html} />;
  }
  const Style = segment.style && STYLED[segment.style];
  const plain = follows && segment.text.length === end - start;
  if (segment.href && options.links) {
    const text = Style ? <Style>{segment.text}</Style> : segment.text;
    return (
      <a className="link" href={segment.href} rel="noopener nofollow" {...place}>
        {text}
      </a>
    );
  }
  if (Style) {
    const caps = segment.style === "caps" ? "small-caps" : undefined;
    return (
      <Style className={caps} {...place}>
        {segment.text}
      </Style>
    );
  }
  return plain || !options.offsets ? segment.text : <span {...place}>{segment.text}</span>;
}
