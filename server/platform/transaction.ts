import type { Context } from "./context";

/**
 * Runs `work` in one transaction, with the same context except that `db` is the transaction. Within
 * another transaction, it is a savepoint.
 */
export const transaction = <C extends Context, T>(
  ctx: C,
  work: (tx: C) => Promise<T>,
): Promise<T> => ctx.db.transaction((db) => work({ ...ctx, db }));
