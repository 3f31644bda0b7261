/** Every shortcut, as the dialog lists it; `listen.ts` defines what each does. */
export const shortcuts = [
  {
    title: "In a list of papers",
    keys: [
      [["j"], "Next paper, also on a paper’s page"],
      [["k"], "Previous paper, also on a paper’s page"],
      [["o", "Enter"], "Open"],
      [["x"], "Show the whole abstract"],
      [["m"], "Select this paper"],
      [["Shift M"], "Select up to here"],
      [["f"], "Favorite, in the library"],
      [["t"], "Tag, in the library"],
    ],
  },
  {
    title: "With a paper",
    keys: [
      [["u"], "Upvote, or undo it"],
      [["s"], "Save, or change its status"],
      [["l"], "Add to list"],
      [["e"], "Write a note"],
      [["z"], "Undo, when the last message offers it"],
    ],
  },
  {
    title: "Go to",
    keys: [
      [["["], "Previous edition; on a paper’s page, previous paper"],
      [["]"], "Next edition; on a paper’s page, next paper"],
      [["/"], "Search"],
      [["g h"], "Latest edition"],
      [["g l"], "Library"],
      [["g n"], "Notes"],
      [["g t"], "Teams"],
      [["Ctrl K", "⌘ K"], "Anything, by name"],
      [["?"], "This list"],
    ],
  },
] as const;

const KEY = "shortcuts";

/**
 * Whether single keys act; readers who dictate to their computer, or have a tremor, turn them off.
 */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

export function turnSingleKeys(on: boolean) {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
  } catch {
    // without storage, they stay on
  }
}
