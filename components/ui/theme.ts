export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

/** Shows the pages in a theme; `app/layout.tsx` reads the choice before the first paint. */
export function chooseTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {}
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
