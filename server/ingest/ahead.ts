import { setImmediate } from "node:timers/promises";

/**
 * The rows as they come, up to `limit` of which are read and prepared while an earlier one is dealt
 * with. Others have their turn after each. What fails fails where it would have without this.
 */
export async function* ahead<T>(
  rows: AsyncIterable<T>,
  limit: number,
  prepare: (row: T) => void,
): AsyncGenerator<T> {
  const iterator = rows[Symbol.asyncIterator]();
  let isLeft = false;
  const read = async (): Promise<IteratorResult<T>> => {
    if (isLeft) return { done: true, value: undefined };
    const next = await iterator.next();
    if (!next.done) prepare(next.value);
    await setImmediate();
    return next;
  };
  let last = read();
  const waiting = [last];
  try {
    for (let next = await waiting.shift(); next && !next.done; next = await waiting.shift()) {
      while (waiting.length < limit) {
        last = last.then(read);
        // its failure is thrown when its turn comes
        last.catch(() => {});
        waiting.push(last);
      }
      yield next.value;
    }
  } finally {
    isLeft = true;
    await iterator.return?.();
  }
}
