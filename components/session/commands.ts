"use client";

import type { Commands } from "../api/replay";

/**
 * Every command by name, for what an earlier page began: the tab's next page sends it, or the page
 * after signing in, and may need a feature that it has not loaded.
 */
export const commands: Commands = {
  "votes.set": async () => (await import("../votes/commands")).setVote,
  "library.set": async () => (await import("../library/commands")).setStatus,
  "library.remove": async () => (await import("../library/commands")).removeFromLibrary,
  "library.setMany": async () => (await import("../library/set-many")).setMany,
  "library.addToList": async () => (await import("../library/put-on-list")).putOnList,
  "library.removeTag": async () => (await import("../library/set-many")).removeTag,
  "items.add": async () => (await import("../lists/commands")).addToList,
  "items.restore": async () => (await import("../lists/commands")).restoreToList,
  "items.remove": async () => (await import("../lists/commands")).removeFromList,
  "items.reorder": async () => (await import("../lists/item-commands")).reorder,
  "items.removeMany": async () => (await import("../lists/item-commands")).removeItems,
  "items.restoreMany": async () => (await import("../lists/item-commands")).restoreItems,
  "items.setNote": async () => (await import("../lists/commands")).setItemNote,
  "items.copy": async () => (await import("../lists/carry")).copyItems,
  "items.move": async () => (await import("../lists/carry")).moveItems,
  "items.uncarry": async () => (await import("../lists/carry")).uncarry,
  "lists.create": async () => (await import("../lists/commands")).createList,
  "lists.remove": async () => (await import("../lists/commands")).removeList,
  "lists.restore": async () => (await import("../lists/commands")).restoreList,
  "members.restore": async () => (await import("../forms/undo-removal")).restoreRemoved,
  "annotations.create": async () => (await import("../annotations/create-note")).createNote,
  "annotations.edit": async () => (await import("../annotations/note-commands")).editNote,
  "annotations.remove": async () => (await import("../annotations/note-commands")).removeNote,
  "annotations.restore": async () => (await import("../annotations/note-commands")).restoreNote,
  "annotations.setHidden": async () => (await import("../annotations/note-commands")).setHidden,
  "annotations.reattach": async () => (await import("../annotations/note-commands")).reattach,
  "digest.noteOpened": async () => (await import("../papers/opened")).noteOpened,
  "lists.choose": async () => (await import("../lists/choose-lists")).chooseLists,
};
