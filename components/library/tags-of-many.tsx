"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { run } from "../api/command";
import { useLibraryHere } from "./library-context";
import type { ManyMenu } from "./many-actions";
import { setMany } from "./set-many";
import { TagField } from "./tag-field";
import { typedTags } from "./typed-tags";

/** The tags of the selected papers: those that all have, those that some have, and new ones. */
export default function TagsOfMany({ paperIds, close }: ManyMenu) {
  const library = useLibraryHere();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const read = paperIds.flatMap((id) => library?.rows.get(id) ?? []);
  const having = (tag: string) => read.filter((row) => row.tags.includes(tag)).length;
  const tags = [...new Set([...read.flatMap((row) => row.tags), ...(library?.tags ?? [])])];

  function add(event: FormEvent) {
    event.preventDefault();
    const addTags = typedTags(typed);
    if (addTags.length > 0) run(setMany, { paperIds, addTags });
    setTyped("");
    field.current?.focus();
  }

  return (
    <>
      {tags.length > 0 && (
        <div className="lists-menu-lists">
          {tags.map((tag) => {
            const count = having(tag);
            const all = count > 0 && count === read.length;
            return (
              <button
                key={tag}
                type="button"
                className="popover-item"
                aria-pressed={all ? true : count > 0 ? "mixed" : false}
                onClick={() => run(setMany, { paperIds, [all ? "removeTags" : "addTags"]: [tag] })}
              >
                <span className="check" aria-hidden="true" />
                <bdi className="min-w-0">{tag}</bdi>
              </button>
            );
          })}
        </div>
      )}
      <form className="flex gap-1.5 p-1" onSubmit={add}>
        <TagField ref={field} value={typed} change={setTyped} />
        <button type="submit" className="btn" disabled={typedTags(typed).length === 0}>
          Add
        </button>
      </form>
      <button type="button" className="popover-item text-soft" onClick={close}>
        Done
      </button>
    </>
  );
}
