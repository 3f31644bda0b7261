"use client";

import type { ComponentProps } from "react";
import { Labelled } from "./labelled";

/** A labeled text area that keeps what was typed and shows what is wrong with it. */
export function TextArea({
  label,
  hint,
  defaultValue,
  ...area
}: ComponentProps<"textarea"> & { name: string; label: string; hint?: string }) {
  return (
    <Labelled name={area.name} label={label} hint={hint}>
      {({ typed, ...control }) => (
        <textarea {...area} {...control} className="field" defaultValue={typed ?? defaultValue} />
      )}
    </Labelled>
  );
}
