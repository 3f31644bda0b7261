"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import type { Reader } from "./mine";

const places = [
  ["/library", "Library"],
  ["/lists", "Lists"],
  ["/notes", "Notes"],
  ["/settings", "Settings"],
] as const;

/** What opens from the reader's initials. Loaded when it is first opened. */
export default function AccountMenu(props: { reader: Reader; onChoose: () => void }) {
  return (
    <div className="popover account-menu">
      <p className="truncate px-2.5 pt-1.5 pb-2 font-semibold">{props.reader.name}</p>
      <nav aria-label="Account">
        {places.map(([href, label]) => (
          <Link
            key={href}
            href={href}
            className="popover-item"
            prefetch={false}
            onClick={props.onChoose}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Theme />
      <form action="/sign-out" method="post">
        <button type="submit" className="popover-item">
          Sign out
        </button>
      </form>
    </div>
  );
}

const themes = ["system", "light", "dark"] as const;

function Theme() {
  const [chosen, setChosen] = useState(document.documentElement.dataset.theme ?? "system");
  const choose = (theme: (typeof themes)[number]) => {
    setChosen(theme);
    if (theme === "system") {
      localStorage.removeItem("theme");
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem("theme", theme);
      document.documentElement.dataset.theme = theme;
    }
  };
  return (
    <fieldset className="menu-section">
      <legend className="menu-label">Theme</legend>
      <div className="segments">
        {themes.map((theme) => (
          <Segment key={theme} chosen={chosen === theme} onChoose={() => choose(theme)}>
            {theme}
          </Segment>
        ))}
      </div>
    </fieldset>
  );
}

function Segment(props: { chosen: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <label className="segment">
      <input
        type="radio"
        name="theme"
        className="sr-only"
        checked={props.chosen}
        onChange={props.onChoose}
      />
      {props.children}
    </label>
  );
}
