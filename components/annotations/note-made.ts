/** Told on `window` when a note was made elsewhere on the page, such as after signing in. */
export const NOTE_MADE = "broadsheet:note-made";
