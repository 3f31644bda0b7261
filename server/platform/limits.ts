// How many of each thing there may be; the browser's messages use these too. What only one query
// needs, such as a page size, is defined there; how often something may be done, in `rate-limits/`.

/** Procedure calls in one request: as many as a page makes at once. */
export const MAX_CALLS = 20;

/** Days after which a session ends. */
export const SESSION_DAYS = 30;
/** Sessions of one account. */
export const MAX_SESSIONS = 100;
/** Passkeys of one account. */
export const MAX_PASSKEYS = 20;
/** Sign-ins of one account that are stored and shown. */
export const MAX_SIGN_INS = 30;

/** Bytes of a file of papers as it is sent: years of daily papers. */
export const MAX_FILE_BYTES = 100_000_000;
/** Bytes of such a file once it is unpacked. */
export const MAX_UNPACKED_BYTES = 500_000_000;
/** Papers and invalid rows of such a file. */
export const MAX_FILE_ROWS = 250_000;

/** Reports that wait are counted up to this many. */
export const MAX_REPORTS_COUNTED = 100;

/** Teams that one account is in. */
export const MAX_TEAMS = 100;
/** Members of a team. */
export const MAX_MEMBERS = 500;
/** People named on one collection. */
export const MAX_GUESTS = 500;
/** Open invitations of a team or a collection. */
export const MAX_OPEN_INVITATIONS = 200;

/** Papers of a library that are listed, from the top of the chosen order. */
export const MAX_LIBRARY = 20_000;
/** Different tags of one account. */
export const MAX_TAGS = 500;
/** Tags on one paper of a library. */
export const MAX_TAGS_A_PAPER = 50;

/** Lists of one owner. */
export const MAX_LISTS = 500;
/** Papers on one list. */
export const MAX_LIST_PAPERS = 10_000;
/** Characters of the note on why a paper is on a list. */
export const MAX_ITEM_NOTE = 2_000;
/** Papers whose rows are read in one call. */
export const MAX_AT_ONCE = 100;
/** Papers changed in one call. */
export const MAX_CHANGED = 1_000;

/** Characters of a note. */
export const MAX_NOTE = 10_000;
/** Notes and replies of one account on one paper. */
export const MAX_NOTES = 100;
/** Bytes of their text. */
export const MAX_NOTES_BYTES = 400_000;
/** Replies to one note. */
export const MAX_REPLIES = 200;
