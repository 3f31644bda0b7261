"use client";

import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { run } from "../api/command";
import { readKey } from "../keyboard/read-key";
import { setMany } from "./set-many";
import { TagField } from "./tag-field";
import { typedTags } from "./typed-tags";

interface Props {
  paperId: number;
  tags: string[];
  /** Ends editing; `back` returns the focus to the button that opened it. */
  close: (back: boolean) => void;
}

/** Adds and removes tags of a paper. Loaded when first opened. */
export default function TagEditor({ paperId, tags, close }: Props) {
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const add = (text: string) => {
    const addTags = typedTags(text);
    if (addTags.length > 0) run(setMany, { paperIds: [paperId], addTags });
    setTyped("");
  };
  const remove = (tag: string) => {
    run(setMany, { paperIds: [paperId], removeTags: [tag] });
    field.current?.focus();
  };

  function finish() {
    add(typed);
    close(true);
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = readKey(event.nativeEvent);
    if (key === "Escape") {
      event.preventDefault();
      close(true);
    } else if (key === "Enter" && event.target === field.current) {
      event.preventDefault();
      if (typed.trim()) add(typed);
      else finish();
    }
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    // the pressed element, such as a tag, may just have been removed
    if (!relatedTarget || currentTarget.contains(relatedTarget)) return;
    add(typed);
    close(false);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be within a line
    <span className="own-tags" role="group" aria-label="Tags" onKeyDown={onKeyDown} onBlur={onBlur}>
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          className="own-tag own-tag-held"
          onClick={() => remove(tag)}
        >
          <span className="sr-only">Remove the tag </span>
          {tag} <span aria-hidden="true">×</span>
        </button>
      ))}
      <TagField ref={field} value={typed} change={setTyped} without={tags} />
      <button type="button" className="tag-button" onClick={finish}>
        done
      </button>
    </span>
  );
}
