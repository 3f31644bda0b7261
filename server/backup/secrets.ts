/*
 * Data that grants access, or helps to guess what does. It is backed up only with encryption. A
 * table or column that a later migration renames or drops keeps its entry: older databases are
 * backed up too.
 */

/** Tables left out of a backup without a passphrase. No backed-up table refers to them. */
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
  // their links sign in
  "kept_mail",
  // hashes of IP and email addresses, which can be guessed
  "rate_limits",
]);

/** Columns left empty in a backup without a passphrase, by table. All are nullable. */
export const SECRET_COLUMNS: Record<string, string[]> = {
  users: ["password_hash"],
  accounts: ["refresh_token", "access_token", "id_token", "session_state"],
  lists: ["public_token"],
};

export const isSecret = (table: string, column: string) =>
  SECRET_TABLES.has(table) || (SECRET_COLUMNS[table]?.includes(column) ?? false);
