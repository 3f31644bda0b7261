/*
 * What lets somebody in, or helps to guess what does. It leaves the database only in an encrypted
 * backup. A table or column that a later migration renames or drops keeps its entry here: older
 * databases are backed up too.
 */

/** Tables left out of a backup without a passphrase. Nothing that is kept refers to them. */
export const SECRET_TABLES = new Set([
  "sessions",
  "verification_tokens",
  "pending_sign_ups",
  "password_resets",
  "authenticators",
  "recovery_codes",
  "second_steps",
  "spent_challenges",
  "confirmation_codes",
  // hashes of addresses and e-mail addresses, which can be guessed
  "rate_limits",
]);

/** Columns left empty in a backup without a passphrase, by table. All of them may be null. */
export const SECRET_COLUMNS: Record<string, string[]> = {
  users: ["password_hash"],
  accounts: ["refresh_token", "access_token", "id_token", "session_state"],
  lists: ["public_token"],
};

export const isSecret = (table: string, column: string) =>
  SECRET_TABLES.has(table) || (SECRET_COLUMNS[table]?.includes(column) ?? false);
