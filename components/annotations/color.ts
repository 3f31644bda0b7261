import type { Note } from "@/server/annotations/note";
import type { Color } from "@/server/annotations/schema";
import { PERSONAL } from "../api/personal-storage";

const NAMES: Record<Color, string> = {
  yellow: "Yellow",
  green: "Green",
  blue: "Blue",
  rose: "Rose",
};

/** The colors of highlights with their names, in the order in which they are offered. */
export const COLORS = Object.entries(NAMES) as [Color, string][];

/** What a highlight has if nobody chose a color. */
export const NO_CHOICE: Color = "yellow";

/**
 * The color in which a note is drawn. Where its author chose none, readers see at once which ones are
 * their own: yellow, and those of others green.
 */
export const colorShown = ({ mine, color }: Pick<Note, "mine" | "color">): Color =>
  mine || color !== NO_CHOICE ? color : "green";

/** The color that was chosen, for screen readers: ", in blue". */
export const inColor = ({ color }: Pick<Note, "color">) =>
  color === NO_CHOICE ? "" : `, in ${color}`;

/** The last color chosen in this browser. */
export function lastColor(): Color {
  try {
    const kept = localStorage.getItem(PERSONAL.color);
    return COLORS.find(([color]) => color === kept)?.[0] ?? NO_CHOICE;
  } catch {
    return NO_CHOICE;
  }
}

export function keepColor(color: Color) {
  try {
    localStorage.setItem(PERSONAL.color, color);
  } catch {}
}
