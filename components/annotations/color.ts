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

/** Whose a note is, as the rule under its passage shows: solid or dashed. */
export type Look = "mine" | "shared";

export const lookOf = ({ mine }: Pick<Note, "mine">): Look => (mine ? "mine" : "shared");

/** The bar beside a note: solid only where nobody else reads it. */
export const barOf = ({ mine, audience }: Pick<Note, "mine" | "audience">): Look =>
  mine && audience === "me" ? "mine" : "shared";

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
