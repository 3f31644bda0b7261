/** The header, and the field of a form, that names the account a page was made for. */
export const MADE_FOR = "made-for";

/** What is said to somebody whose page was made for another account. */
export const MADE_FOR_ANOTHER =
  "You have signed in with another account since this page was loaded, so nothing was changed.";
