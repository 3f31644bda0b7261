"use client";

import { type Ref, useEffect, useId } from "react";
import { useLibraryHere } from "./library-context";

interface Props {
  ref?: Ref<HTMLInputElement>;
  value: string;
  change: (value: string) => void;
  /** Tags that are not suggested, as the paper has them already. */
  without?: string[];
}

/** A field for tags, separated by commas; suggests those in use. */
export function TagField({ ref, value, change, without = [] }: Props) {
  const library = useLibraryHere();
  const known = library?.tags ?? [];
  const wantTags = library?.wantTags;
  useEffect(() => {
    wantTags?.();
  }, [wantTags]);
  const id = useId();
  return (
    <>
      <input
        ref={ref}
        className="field tag-field"
        aria-label="New tag"
        title="Commas separate tags"
        placeholder="New tag"
        maxLength={300}
        list={id}
        autoComplete="off"
        value={value}
        onChange={(event) => change(event.target.value)}
      />
      <datalist id={id}>
        {known
          .filter((tag) => !without.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
    </>
  );
}
