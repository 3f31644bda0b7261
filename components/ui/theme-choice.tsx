"use client";

import { useEffect, useState } from "react";
import { chooseTheme, type Theme, themes } from "./theme";

/** Light, dark, or the system's. */
export function ThemeChoice() {
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => setChosen(document.documentElement.dataset.theme ?? "system"), []);
  const choose = (theme: Theme) => {
    setChosen(theme);
    chooseTheme(theme);
  };
  return (
    <div className="switch">
      {themes.map((theme) => (
        <label key={theme} className="capitalize">
          <input
            type="radio"
            name="theme"
            className="sr-only"
            checked={chosen === theme}
            onChange={() => choose(theme)}
          />
          {theme}
        </label>
      ))}
    </div>
  );
}
