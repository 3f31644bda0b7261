"use client";

import { type KeyboardEvent, useState } from "react";
import { typedArxivId } from "@/server/papers/arxiv-id";
import { forgetOnSignOut } from "../api/personal-storage";
import { useReader } from "../api/store";
import { useMyLists } from "../lists/my-lists";
import { useTitles } from "../search/use-titles";
import { useMyTeams } from "../teams/my-teams";
import { Modal } from "../ui/modal";
import { chooseTheme, type Theme } from "../ui/theme";
import { type Act, actsFor, type Destination, destinations, mayBeFirst } from "./destinations";
import { readKey } from "./read-key";
import { currentPaper } from "./rows";

function perform({ kind, press }: Act, here: HTMLElement | null) {
  if (kind === "Theme") return chooseTheme(press as Theme);
  if (kind === "Account") return signOut();
  const within = kind === "This paper" ? here : document.querySelector("main");
  within?.querySelector<HTMLElement>(press)?.click();
}

/** As the account menu does, which may not have been opened. */
function signOut() {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: "/sign-out" });
  form.addEventListener("submit", forgetOnSignOut);
  document.body.append(form);
  form.requestSubmit();
}

interface Props {
  close: () => void;
  go: (address: string) => void;
  help: () => void;
}

const keyOf = (entry: Destination | Act) => ("href" in entry ? entry.href : entry.press);

interface Typed {
  typed: string;
  papers: { slug: string }[];
  at: string | null;
}

/**
 * The index of the chosen entry. Until one is chosen it is the first that is known without the server,
 * as Enter means the same before and after papers are found, and that takes nothing away.
 */
function chosenIn(found: (Destination | Act)[], { typed, papers, at }: Typed) {
  const chosen = found.findIndex((entry) => keyOf(entry) === at);
  if (chosen >= 0) return chosen;
  const id = typedArxivId(typed)?.id;
  const late = new Set(papers.flatMap(({ slug }) => (slug === id ? [] : `/papers/${slug}`)));
  return found.findIndex((entry) => !late.has(keyOf(entry)) && mayBeFirst(entry, typed));
}

/**
 * Goes anywhere by name: a page, an edition by date, a team, a list, a paper, a search; and does what
 * can be done with the paper that one is at.
 */
export default function Palette({ close, go, help }: Props) {
  const reader = useReader();
  const [typed, setTyped] = useState("");
  /** The entry chosen with keys or the pointer, by its key: others may come before it. */
  const [at, setAt] = useState<string | null>(null);
  const lists = useMyLists(Boolean(reader)) ?? [];
  const teams = useMyTeams(Boolean(reader));
  const papers = useTitles(typed);
  const isAdministrator = reader?.administrator === true;
  const [here] = useState(currentPaper);
  const offered = actsFor(typed, {
    paper: (selector) => here?.querySelector(selector) != null,
    page: (selector) => document.querySelector(`main ${selector}`) !== null,
    isSignedIn: Boolean(reader),
  });
  const today = new Date().toLocaleDateString("sv");
  const found: (Destination | Act)[] = [
    ...offered,
    ...destinations(typed, { teams, lists, papers, isAdministrator }, today),
  ];
  const chosen = chosenIn(found, { typed, papers, at });

  function choose(index: number) {
    const chosen = found[index];
    if (!chosen) return;
    close();
    if ("href" in chosen) go(chosen.href);
    // once the dialog is closed, as what is pressed may open another
    else requestAnimationFrame(() => perform(chosen, here));
  }

  function onKeyDown(event: KeyboardEvent) {
    const key = readKey(event.nativeEvent);
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? found.length - 1 : 0;
    const next = found[(Math.max(chosen, 0) + step) % found.length];
    if (step > 0 && next) setAt(keyOf(next));
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
        aria-activedescendant={chosen < 0 ? undefined : `place-${chosen}`}
        placeholder="A page, a date, a team, a list, words of a paper…"
        maxLength={300}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(null);
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
            onPointerMove={() => setAt(keyOf(entry))}
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
