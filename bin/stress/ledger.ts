import { randomUUID } from "node:crypto";

/** The value of a key in the database; null if it is not there. */
type Value = string | null;

interface Entry {
  /** The last acknowledged value. */
  known: Value;
  /** The value sent after that without a response: it may or may not have been stored. */
  pending?: Value;
}

/** Records what writers were told is stored, to compare it with the database. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #waiting = new Set<() => void>();
  acknowledged = 0;
  unanswered = 0;

  /** The known value of a key; undefined while an unanswered write may have changed it. */
  known(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry && "pending" in entry ? undefined : (entry?.known ?? null);
  }

  acknowledge(key: string, value: Value): void {
    this.#entries.set(key, { known: value });
    this.acknowledged++;
    for (const wake of this.#waiting) wake();
  }

  /** Records a write without a response. If several writers do the same thing, one may get it. */
  leaveOpen(key: string, value: Value): void {
    const known = this.#entries.get(key)?.known ?? null;
    if (known !== value) this.#entries.set(key, { known, pending: value });
    this.unanswered++;
  }

  /** Resolves after this many more acknowledged writes. */
  async more(count: number): Promise<void> {
    const wanted = this.acknowledged + count;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error("No write was acknowledged for two minutes."));
      }, 120_000);
      const look = () => {
        if (this.acknowledged < wanted) return void timer.refresh();
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  /** The differences from what was acknowledged. */
  compare(actual: Map<string, string>): string[] {
    const wrong: string[] = [];
    for (const [key, entry] of this.#entries) {
      const value = actual.get(key) ?? null;
      if (value === entry.known || ("pending" in entry && value === entry.pending)) continue;
      wrong.push(`${key}: acknowledged ${entry.known}, found ${value}`);
    }
    for (const key of actual.keys()) {
      if (!this.#entries.has(key)) wrong.push(`${key}: found, but nobody wrote it`);
    }
    return wrong;
  }
}

/** A text that no other note contains. */
export const mark = () => `Note ${randomUUID()}`;
