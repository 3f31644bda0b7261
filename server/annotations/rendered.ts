import { LRUCache } from "lru-cache";
import type { Token } from "markdown-it";
import { Budget } from "../papers/budget";
import { markupWithin } from "../papers/runs";
import { tokensOf } from "./markdown";

/** Everything that a note may contain. No heading: it would be one of the page's. */
export type NoteTag =
  | (
      | "p"
      | "em"
      | "strong"
      | "del"
      | "code"
      | "pre"
      | "a"
      | "blockquote"
      | "hr"
      | "ol"
      | "ul"
      | "li"
    )
  | ("table" | "thead" | "tbody" | "tr" | "th" | "td");

export interface NoteElement {
  tag: NoteTag;
  of: NoteNode[];
  /** Where a link leads: to the web, or to a mail address. */
  href?: string;
  /** The first number of an ordered list. */
  start?: number;
  /** On a list's item: a task, and whether it is done. */
  done?: boolean;
  /** The side on which a cell's text is. */
  align?: "center" | "right";
}

/**
 * A part of a rendered note, as plain data: text with its line breaks, an element, or a formula as
 * MathML by the app's own printer. Browsers get neither a parser nor HTML that anybody wrote.
 */
export type NoteNode = string | { math: string; display?: true } | NoteElement;

/** The most that one note may take, beyond which it is shown as its source. */
const NOTE = { elements: 600, tex: 4_000, bytes: 40_000 };
/** The same for all notes of an answer. */
const ANSWER = { bytes: 150_000 };
/** The bytes of an element's JSON, without its content. */
const ELEMENT = 25;

export const budgetOfNotes = () => new Budget(ANSWER);

interface Rendered {
  /** Null for a note that looks like its source. */
  nodes: NoteNode[] | null;
  bytes: number;
}

/** Notes are read much more often than written. */
const rendered = new LRUCache<string, Rendered>({
  maxSize: 8_000_000,
  sizeCalculation: ({ bytes }, body) => 1 + body.length + 3 * bytes,
});

/**
 * A note's text as elements, made of its Markdown; undefined if it is shown as its source, with its
 * line breaks: because it has no markup, or more than the limits of a note or of its answer allow.
 */
export function render(body: string, answer: Budget): NoteNode[] | undefined {
  const { nodes, bytes } = rendered.get(body) ?? kept(body);
  return nodes && answer.spend({ bytes }) ? nodes : undefined;
}

function kept(body: string): Rendered {
  const built = build(body);
  rendered.set(body, built);
  return built;
}

const AS_SOURCE: Rendered = { nodes: null, bytes: 0 };

function build(body: string): Rendered {
  const tokens = tokensOf(body);
  if (!tokens) return AS_SOURCE;
  const tree = new Tree();
  for (const token of tokens) tree.add(token);
  const nodes = tree.nodes;
  if (!nodes || isSource(nodes, body)) return AS_SOURCE;
  return { nodes, bytes: tree.bytes };
}

/**
 * Whether these are only paragraphs of the source's own text. It keeps its indents and empty lines
 * then, as it had them before notes were Markdown.
 */
function isSource(nodes: NoteNode[], body: string): boolean {
  let text = "";
  for (const node of nodes) {
    if (typeof node === "string" || "math" in node || node.tag !== "p") return false;
    for (const part of node.of) {
      if (typeof part !== "string") return false;
      text += part;
    }
  }
  return text.replace(/\s+/g, "") === body.replace(/\s+/g, "");
}

/** Builds a note's elements of the parser's tokens, which open and close them. */
class Tree {
  bytes = 0;
  readonly #budget = new Budget(NOTE);
  readonly #top: NoteNode[] = [];
  readonly #open: NoteElement[] = [];
  #isFull = false;

  /** Null if they are more than a note may take. */
  get nodes(): NoteNode[] | null {
    return this.#isFull ? null : this.#top;
  }

  add(token: Token): void {
    if (token.hidden || this.#isFull) return;
    const tags = tagsOf(token);
    if (token.nesting < 0) this.#open.splice(this.#open.length - tags.length);
    else if (token.nesting > 0) for (const tag of tags) this.#enter(tag, token);
    else this.#leaf(token);
  }

  /** Counts what is added, and its bytes. */
  #spend(elements: number, bytes: number): void {
    this.bytes += bytes;
    if (!this.#budget.spend({ elements, bytes })) this.#isFull = true;
  }

  #put(node: NoteNode): void {
    if (typeof node === "string") this.#spend(0, Buffer.byteLength(node));
    const into = this.#open.at(-1)?.of ?? this.#top;
    const last = into.length - 1;
    if (typeof node === "string" && typeof into[last] === "string") into[last] += node;
    else if (node !== "") into.push(node);
  }

  #element(tag: NoteTag, more: Partial<NoteElement> = {}): NoteElement {
    this.#spend(1, ELEMENT + (more.href?.length ?? 0));
    const element = { tag, of: [], ...more };
    this.#put(element);
    return element;
  }

  /** An element that contains only this. */
  #around(tag: NoteTag, inside: NoteNode, more?: Partial<NoteElement>): void {
    this.#open.push(this.#element(tag, more));
    this.#put(inside);
    this.#open.pop();
  }

  #enter(tag: NoteTag, token: Token): void {
    this.#open.push(this.#element(tag, attributesOf(tag, token)));
  }

  #leaf(token: Token): void {
    const { type, content, markup } = token;
    if (type === "inline") this.#inline(token.children ?? []);
    else if (type === "text" || type === "text_special") this.#put(content);
    else if (type === "softbreak" || type === "hardbreak") this.#put("\n");
    else if (type === "code_inline") this.#around("code", content);
    else if (type === "fence") this.#code(content.replace(/\n$/, ""));
    else if (type === "hr") this.#element("hr");
    else if (type === "formula") this.#put(this.#formula(token));
    else if (type === "formula_block") this.#around("p", this.#formula(token));
    else if (type === "image") this.#image(token);
    else this.#put(content || markup);
  }

  #code(text: string): void {
    this.#open.push(this.#element("pre"));
    this.#around("code", text);
    this.#open.pop();
  }

  #inline(children: Token[]): void {
    const [first] = children;
    const item = this.#open.at(-1)?.tag === "p" ? this.#open.at(-2) : this.#open.at(-1);
    if (first?.type === "text" && item?.tag === "li" && item.of.length <= 1) {
      const [mark, sign] = /^\[([ xX])\][ \t]+(?=\S)/.exec(first.content) ?? [];
      if (mark) {
        item.done = sign !== " ";
        first.content = first.content.slice(mark.length);
      }
    }
    for (const token of children) this.add(token);
  }

  /** A formula that cannot be typeset is its source. */
  #formula({ content, markup, meta }: Token): NoteNode {
    const display = meta?.display === true;
    const math = markupWithin(this.#budget, content, display);
    if (!math) return markup;
    this.bytes += math.length;
    return display ? { math, display } : { math };
  }

  /** An image is a link with its alternative text: nothing is loaded from elsewhere. */
  #image({ attrs, content }: Token): void {
    const href = String(attrs?.find(([name]) => name === "src")?.[1] ?? "");
    const text = content || href;
    if (this.#open.some(({ tag }) => tag === "a")) this.#put(text);
    else this.#around("a", text, { href });
  }
}

/** The elements for a token that opens or closes something. A heading is a line in bold. */
function tagsOf({ tag }: Token): NoteTag[] {
  if (/^h[1-6]$/.test(tag)) return ["p", "strong"];
  return [tag === "s" ? "del" : (tag as NoteTag)];
}

function attributesOf(tag: NoteTag, token: Token): Partial<NoteElement> {
  if (tag === "a") return { href: String(token.attrGet("href")) };
  if (tag === "ol") {
    const start = Number(token.attrGet("start") ?? 1);
    return start === 1 ? {} : { start };
  }
  if (tag !== "th" && tag !== "td") return {};
  const [, align] = /text-align:(center|right)/.exec(String(token.attrGet("style"))) ?? [];
  return align ? { align: align as "center" | "right" } : {};
}
