"use client";

import type { ComponentProps, ReactNode } from "react";
import { Labelled } from "./labelled";

/** A labeled field that keeps what was typed and shows what is wrong with it. */
export function Field({
  label,
  hint,
  action,
  defaultValue,
  ...input
}: Omit<ComponentProps<"input">, "name" | "action"> & {
  name: string;
  label: string;
  hint?: string;
  action?: ReactNode;
}) {
  return (
    <Labelled name={input.name} label={label} hint={hint} action={action}>
      {({ typed, ...control }) => (
        <input {...input} {...control} className="field" defaultValue={typed ?? defaultValue} />
      )}
    </Labelled>
  );
}
