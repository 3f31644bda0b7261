"use client";

import type { ComponentProps } from "react";
import { Labelled } from "./labelled";

/** A labelled choice of one that keeps what was chosen and says what is wrong with it. */
export function Select({
  label,
  hint,
  defaultValue,
  ...select
}: ComponentProps<"select"> & { name: string; label: string; hint?: string }) {
  return (
    <Labelled name={select.name} label={label} hint={hint}>
      {({ typed, ...control }) => (
        <select
          // a choice that comes back with an answer is shown by a new element only
          key={typed}
          {...select}
          {...control}
          className="field"
          defaultValue={typed ?? defaultValue}
        />
      )}
    </Labelled>
  );
}
