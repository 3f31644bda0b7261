"use client";

import type { ComponentProps } from "react";
import { Labelled } from "./labelled";

/** A labeled select that keeps the choice and shows what is wrong with it. */
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
          // only a new element shows a choice that comes back with an answer
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
