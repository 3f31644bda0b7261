"use client";

import { useSyncExternalStore } from "react";

const CHOICES = [
  ["titles", "Titles"],
  ["abstracts", "Abstracts"],
] as const;

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const density = () => document.documentElement.dataset.density ?? "abstracts";

function choose(value: string) {
  document.documentElement.dataset.density = value;
  try {
    localStorage.setItem("density", value);
  } catch {
    // without storage, the choice lasts until the page is left
  }
  for (const listener of listeners) listener();
}

/** Titles only, or abstracts too; remembered in this browser. */
export function DensitySwitch() {
  const current = useSyncExternalStore(subscribe, density, () => "abstracts");
  return (
    <fieldset className="switch">
      <legend className="sr-only">How much of each paper to show</legend>
      {CHOICES.map(([value, label]) => (
        <button
          key={value}
          type="button"
          aria-pressed={current === value}
          onClick={() => choose(value)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
