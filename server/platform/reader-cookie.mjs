// Plain JavaScript, like the early script that reads it.

/**
 * Names the account that this browser is signed in to, for the page's own scripts: what the last
 * visit knew is drawn only for the same account. The page sets it when the server has said who
 * reads; the server deletes it whenever it starts or ends a session. It grants nothing.
 */
export const READER_COOKIE = "reader";
