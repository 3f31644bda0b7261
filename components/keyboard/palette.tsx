"use client";

import { type KeyboardEvent, useState } from "react";
import { useReader } from "../api/store";
import { useMyLists } from "../lists/my-lists";
import { useMyTeams } from "../teams/my-teams";
import { Modal } from "../ui/modal";
import { destinations } from "./destinations";
import { readKey } from "./read-key";

interface Props {
  close: () => void;
  go: (address: string) => void;
  help: () => void;
}

/** Goes anywhere by name: a page, an edition by date, a team, a list, a paper, a search. */
export default function Palette({ close, go, help }: Props) {
  const reader = useReader();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const lists = useMyLists(Boolean(reader)) ?? [];
  const teams = useMyTeams(Boolean(reader));
  const found = destinations(typed, { teams, lists }, new Date().getFullYear());
  const chosen = Math.min(at, found.length - 1);

  function choose(index: number) {
    const place = found[index];
    if (!place) return;
    close();
    go(place.href);
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = readKey(event.nativeEvent);
    if (key === "ArrowDown") setAt((chosen + 1) % found.length);
    else if (key === "ArrowUp") setAt((chosen + found.length - 1) % found.length);
    else if (key === "Enter") choose(chosen);
    else return;
    event.preventDefault();
  }

  return (
    <Modal label="Go to" close={close} className="palette">
      <input
        className="palette-input"
        role="combobox"
        aria-label="Go to"
        aria-expanded="true"
        aria-controls="palette-places"
        aria-activedescendant={`place-${chosen}`}
        placeholder="A page, a date, a team, a list, words of a paper…"
        maxLength={300}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-places" className="palette-places" role="listbox" aria-label="Places">
        {found.map(({ title, href, kind, team }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input
          <div
            key={href}
            id={`place-${index}`}
            role="option"
            className="palette-place"
            aria-selected={index === chosen}
            ref={(element) => {
              if (index === chosen) element?.scrollIntoView({ block: "nearest" });
            }}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(index)}
          >
            <bdi className="truncate">{title}</bdi>
            <span className="palette-kind">
              {kind}
              {team && (
                <>
                  {" · "}
                  <bdi>{team}</bdi>
                </>
              )}
            </span>
          </div>
        ))}
      </div>
      <p className="palette-foot">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Enter</kbd> go
        </span>
        <button type="button" className="link" onClick={help}>
          All shortcuts
        </button>
      </p>
    </Modal>
  );
}
