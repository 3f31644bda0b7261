import type { Context } from "./context";

/**
 * Runs `work` in one transaction, with the same context whose `db` is the transaction: all of it is
 * done, or none. Within another transaction it is a savepoint of that one.
 */
export const transaction = <C extends Context, T>(
  ctx: C,
  work: (tx: C) => Promise<T>,
): Promise<T> => ctx.db.transaction((db) => work({ ...ctx, db }));
