"use client";

import { type KeyboardEvent, useState } from "react";
import { useReader } from "../api/store";
import { useMyLists } from "../lists/my-lists";
import { useTitles } from "../search/use-titles";
import { useMyTeams } from "../teams/my-teams";
import { Modal } from "../ui/modal";
import { type Act, actsFor, type Destination, destinations } from "./destinations";
import { readKey } from "./read-key";
import { currentPaper } from "./rows";

interface Props {
  close: () => void;
  go: (address: string) => void;
  help: () => void;
}

const keyOf = (entry: Destination | Act) => ("href" in entry ? entry.href : entry.press);

/**
 * Goes anywhere by name: a page, an edition by date, a team, a list, a paper, a search; and does what
 * can be done with the paper that one is at.
 */
export default function Palette({ close, go, help }: Props) {
  const reader = useReader();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const lists = useMyLists(Boolean(reader)) ?? [];
  const teams = useMyTeams(Boolean(reader));
  const papers = useTitles(typed);
  const [here] = useState(currentPaper);
  const offered = actsFor(typed, (selector) => here?.querySelector(selector) != null);
  const today = new Date().toLocaleDateString("sv");
  const found: (Destination | Act)[] = [
    ...offered,
    ...destinations(typed, { teams, lists, papers }, today),
  ];
  const chosen = Math.min(at, found.length - 1);

  function choose(index: number) {
    const chosen = found[index];
    if (!chosen) return;
    close();
    if ("href" in chosen) go(chosen.href);
    // once the dialog is closed, as what is pressed may open another
    else requestAnimationFrame(() => here?.querySelector<HTMLElement>(chosen.press)?.click());
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
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input
          <div
            key={keyOf(entry)}
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
            <bdi className="truncate">{entry.title}</bdi>
            <span className="palette-kind">
              {entry.kind}
              {"team" in entry && (
                <>
                  {" · "}
                  <bdi>{entry.team}</bdi>
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
