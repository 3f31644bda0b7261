"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";
import { isSendKey, readKey } from "../keyboard/read-key";
import { arriveFrom } from "./arrive";
import { AudienceField } from "./audience-field";
import { Body } from "./body";
import { ColorField } from "./color-field";
import { type Draft, discardDraft, keepDraft } from "./draft";
import { useNotes } from "./notes";
import { PassagePicker } from "./passage-picker";
import { roomIn, TOO_LONG } from "./room";
import { usePreview } from "./use-preview";

/** Writes or edits a note, a comment or a reply. One is open at a time. */
export function Composer(props: {
  draft: Draft;
  label: string;
  onPost: (draft: Draft) => void;
  /** A reply has its note's audience. */
  fixedAudience?: boolean;
  /** Whether the text may be empty, as in a highlight. */
  mayBeEmpty?: boolean;
  /** Offers the abstract's sentences, for readers who do not select with a pointer. */
  picker?: boolean;
}) {
  const { draft, onPost } = props;
  const { paper, notes, reader, setDraft } = useNotes();
  const form = useRef<HTMLFormElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<Element | null>(null);
  const empty = draft.body.trim() === "";
  const highlights = draft.slot === "note" && draft.span !== null && empty;
  const { told: room, tooLong } = roomIn(draft.body);
  const error = tooLong ? TOO_LONG : draft.error;
  const may = !tooLong && (!empty || highlights || props.mayBeEmpty);
  const preview = usePreview(draft.body);

  // its slot determines its place: a new composer takes the focus
  useEffect(() => {
    opener.current = document.activeElement;
    text.current?.focus({ preventScroll: true });
    text.current?.scrollIntoView({ block: "nearest" });
  }, []);

  const now = useRef(draft);
  now.current = draft;
  // the code that closes it may move the focus; otherwise it was lost with the form
  useLayoutEffect(() => {
    const box = form.current;
    return () => {
      if (box?.contains(document.activeElement)) arriveFrom(box, now.current);
    };
  }, []);

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part, error: undefined };
    keepDraft(paper, next);
    setDraft(next);
  };
  const cancel = () => {
    setDraft(null);
    discardDraft(paper, draft, setDraft);
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  };
  const write = () => {
    // it takes the focus only once it is there
    flushSync(preview.stop);
    text.current?.focus();
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (may) onPost(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSendKey(event.nativeEvent)) submit();
    else if (readKey(event.nativeEvent) === "Escape") cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <form
      ref={form}
      className="composer"
      onSubmit={submit}
      onKeyDown={onKeyDown}
      aria-label={props.label}
    >
      {props.picker && <PassagePicker span={draft.span} onPick={(span) => change({ span })} />}
      {preview.shown && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        <section className="composer-preview" aria-label="Preview" tabIndex={0}>
          <Body text={preview.shown.body} rendered={preview.shown.rendered} />
        </section>
      )}
      <textarea
        ref={text}
        hidden={preview.shown !== null}
        className="field composer-text"
        aria-label={props.label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "composer-error" : undefined}
        rows={3}
        dir="auto"
        value={draft.body}
        onChange={(event) => change({ body: event.target.value })}
      />
      {error && (
        <p className="composer-error" id="composer-error" role="alert">
          {error}
        </p>
      )}
      {room && <p className="composer-room">{room}</p>}
      {draft.color && (draft.span || draft.slot !== "note") && (
        <ColorField color={draft.color} onChoose={(color) => change({ color })} />
      )}
      <p className="composer-tools">
        Markdown and $formulas$
        {highlights ? (
          <button type="submit">Highlight</button>
        ) : preview.shown ? (
          <button type="button" onClick={write}>
            Write
          </button>
        ) : (
          !empty &&
          !tooLong &&
          reader && (
            <button type="button" onClick={preview.ask}>
              Preview
            </button>
          )
        )}
      </p>
      <div className="composer-foot">
        {!props.fixedAudience && (
          <AudienceField
            note={notes.find(({ id }) => draft.slot === `edit:${id}`)}
            kind={draft.slot === "comment" ? "comment" : "note"}
            audience={draft.audience}
            onChoose={(audience) => change({ audience })}
          />
        )}
        <button type="button" className="btn btn-quiet" onClick={cancel}>
          Cancel
        </button>
        <button type="submit" className="btn btn-solid" disabled={!may || highlights}>
          {draft.slot === "note" ? "Add note" : draft.slot.startsWith("edit:") ? "Change" : "Post"}
        </button>
      </div>
    </form>
  );
}
