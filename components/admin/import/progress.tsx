"use client";

import { useId } from "react";

interface Props {
  /** From 0 to 1; undefined while nobody knows. */
  value: number | undefined;
  label: string;
  /** The file's. */
  name: string;
  detail?: string | undefined;
  onStop: () => void;
}

/** How far a file is, with a button to stop. */
export function Progress({ value, label, name, detail, onStop }: Props) {
  const id = useId();
  const percent = value === undefined ? null : `${Math.floor(value * 100)} %`;
  return (
    <div className="import-progress">
      <p id={id} className="min-w-0">
        {label} <bdi>{name}</bdi>
      </p>
      <progress value={value} max={1} aria-labelledby={id} />
      <p className="import-far">{detail ?? percent ?? "A moment …"}</p>
      <button type="button" className="btn justify-self-start" onClick={onStop}>
        Cancel
      </button>
    </div>
  );
}
