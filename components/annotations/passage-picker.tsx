"use client";

import { useEffect, useMemo, useRef } from "react";
import type { Span } from "@/server/annotations/anchor";
import { useNotes } from "./notes";
import { plainOf } from "./pieces";

/** The sentences of a text, without the spaces between them. */
function sentencesOf(text: string): Span[] {
  const cut = new Intl.Segmenter("en", { granularity: "sentence" }).segment(text);
  return Array.from(cut, ({ index, segment }) => ({
    start: index,
    end: index + segment.trimEnd().length,
  })).filter((sentence) => sentence.end > sentence.start);
}

const named = ({ start, end }: Span) => `${start}-${end}`;

/** Chooses a passage without a pointer: the whole paper, the selection, or any sentence. */
export function PassagePicker(props: { span: Span | null; onPick: (span: Span | null) => void }) {
  const { paper, parts } = useNotes();
  const sentences = useMemo(() => sentencesOf(paper.abstract), [paper.abstract]);
  const field = useRef<HTMLSelectElement>(null);
  const picked = useRef(false);
  const value = props.span ? named(props.span) : "";
  const own = props.span && !sentences.some((sentence) => named(sentence) === value);

  // the note moves beside its passage, and the focus with it
  useEffect(() => {
    if (picked.current && value !== undefined) field.current?.focus({ preventScroll: true });
  }, [value]);

  return (
    <select
      ref={field}
      aria-label="Passage"
      className="field"
      value={value}
      onChange={(event) => {
        picked.current = true;
        const [start, end] = event.target.value.split("-").map(Number);
        props.onPick(start === undefined || end === undefined ? null : { start, end });
      }}
    >
      <option value="">The whole paper</option>
      {own && props.span && (
        <option value={value}>“{shortened(plainOf(parts, props.span))}”</option>
      )}
      {sentences.map((sentence, index) => (
        <option key={named(sentence)} value={named(sentence)}>
          {index + 1}. {shortened(plainOf(parts, sentence))}
        </option>
      ))}
    </select>
  );
}

const shortened = (text: string) => (text.length > 72 ? `${text.slice(0, 70).trimEnd()} …` : text);
