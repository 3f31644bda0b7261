import { FetchError } from "./fetch-error";

/** "30 seconds", "1 second", "0.05 seconds". */
export const inSeconds = (milliseconds: number) =>
  milliseconds === 1_000 ? "1 second" : `${milliseconds / 1_000} seconds`;

export interface Watch {
  /** Aborts with a `FetchError` as its reason. */
  signal: AbortSignal;
  /** Gives the next step its own time; ends that of the step before. */
  allow(milliseconds: number, sentence: string): void;
  /** Settles as the work does, or rejects as soon as the time is over. */
  race<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

/** Watches over one call: as a whole, step by step, and for the caller's own signal. */
export function watch(host: string, totalMs: number, caller?: AbortSignal): Watch {
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // it is raced with, or of no interest
  aborted.catch(() => {});

  const timeOut = (sentence: string) => controller.abort(new FetchError("timed-out", sentence));
  const abort = () =>
    controller.abort(
      new FetchError("aborted", "The request was aborted.", { cause: caller?.reason }),
    );
  const sentence = `The answer of ${host} was not complete within ${inSeconds(totalMs)}.`;
  const whole = setTimeout(timeOut, totalMs, sentence);
  let step: NodeJS.Timeout | undefined;
  caller?.addEventListener("abort", abort, { once: true });
  if (caller?.aborted) abort();

  return {
    signal,
    allow(milliseconds, sentence) {
      if (signal.aborted) return;
      clearTimeout(step);
      step = setTimeout(timeOut, milliseconds, sentence);
    },
    race: (work) => Promise.race([work, aborted]),
    stop() {
      clearTimeout(whole);
      clearTimeout(step);
      caller?.removeEventListener("abort", abort);
    },
  };
}
