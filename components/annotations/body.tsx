import { createElement, type ReactNode } from "react";
import type { NoteNode, NoteTag } from "@/server/annotations/rendered";
import { shownRun } from "../papers/runs";
import { foldOf } from "./fold";

interface Props {
  /** The source, in Markdown: shown as it is while the server has not rendered it. */
  text: string;
  rendered?: NoteNode[];
}

/** A text by a reader, in its own direction, with its line breaks. */
export function Body({ text, rendered }: Props) {
  const inside = rendered?.map(draw) ?? [text];
  return createElement("div", { className: "note-body", dir: "auto" }, ...inside);
}

/** The same; the end of a long one is folded away, unless the reader wants it or is in it. */
export function FoldedBody(props: Props) {
  const fold = foldOf(props.text);
  if (!fold) return <Body {...props} />;
  return (
    <div className="note-whole" data-fold={fold}>
      <Body {...props} />
      <details className="note-fold">
        <summary>
          <span>Show all</span>
          <span>Show less</span>
        </summary>
      </details>
    </div>
  );
}

const ALWAYS: Partial<Record<NoteTag, object>> = {
  a: { className: "link", rel: "noopener noreferrer nofollow ugc" },
};

/** What is wider than its note scrolls, by keyboard too. */
const SCROLLS = { className: "note-table", role: "group", "aria-label": "Table", tabIndex: 0 };

/** What has a direction of its own, which its first letters decide. */
const BLOCKS: ReadonlySet<NoteTag> = new Set(["p", "blockquote", "ul", "ol", "th", "td"]);

function draw(node: NoteNode): ReactNode {
  if (typeof node === "string") return node;
  if ("math" in node) return shownRun(node);
  const { tag, of, href, start, done, align } = node;
  const inside = of.map(draw);
  if (done !== undefined) {
    const label = done ? "Done" : "To do";
    inside.unshift(<input type="checkbox" disabled checked={done} aria-label={label} />);
  }
  const element = createElement(
    tag,
    {
      ...{ href, start, "data-align": align, ...ALWAYS[tag] },
      dir: BLOCKS.has(tag) ? "auto" : undefined,
    },
    ...inside,
  );
  return tag === "table" ? createElement("div", SCROLLS, element) : element;
}
