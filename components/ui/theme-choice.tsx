"use client";

import { useEffect, useState } from "react";

const themes = ["system", "light", "dark"] as const;

/** Light, dark, or the system's; `app/layout.tsx` reads it before the first paint. */
export function ThemeChoice() {
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => setChosen(document.documentElement.dataset.theme ?? "system"), []);
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
