import { randomUUID } from "node:crypto";

/** What a key may hold in the database: null when it is not there. */
type Value = string | null;

interface Entry {
  /** What was acknowledged last. */
  known: Value;
  /** What was sent after that without an answer: it may have been done, or not. */
  pending?: Value;
}

/** What writers were told is kept, to be compared with what is. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #waiting = new Set<() => void>();
  acknowledged = 0;
  unanswered = 0;

  /** What is known of a key; undefined while it is open whether something was done. */
  known(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry && "pending" in entry ? undefined : (entry?.known ?? null);
  }

  acknowledge(key: string, value: Value): void {
    this.#entries.set(key, { known: value });
    this.acknowledged++;
    for (const wake of this.#waiting) wake();
  }

  /** Notes a write that got no answer; several writers may do the same thing, and one was told. */
  leaveOpen(key: string, value: Value): void {
    const known = this.#entries.get(key)?.known ?? null;
    if (known !== value) this.#entries.set(key, { known, pending: value });
    this.unanswered++;
  }

  /** Resolves after so many more acknowledged writes. */
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

  /** What is not as it should be. */
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

/** A word that no other note holds. */
export const mark = () => `Note ${randomUUID()}`;
