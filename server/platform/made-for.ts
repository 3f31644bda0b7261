/** The header, and form field, that name the account a page was made for. */
export const MADE_FOR = "made-for";

/** The message for a reader whose page was made for another account. */
export const MADE_FOR_ANOTHER =
  "You have signed in with another account since this page was loaded, so nothing was changed.";
