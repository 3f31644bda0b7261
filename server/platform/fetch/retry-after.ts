const MAX_MS = 24 * 3_600_000;

const bounded = (milliseconds: number) => Math.min(Math.max(milliseconds, 0), MAX_MS);

/** A date as HTTP writes it, in any of the three ways of RFC 9110: always in GMT. */
function httpDate(text: string): number {
  // "-5" and "soon" are none; V8 would read the first as a year
  if (!/^[A-Z][a-z]{2,8},? .*\d\d:\d\d:\d\d/.test(text)) return Number.NaN;
  return Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
}

/** Seconds, or the date, of `Retry-After`, in milliseconds from now. */
function fromRetryAfter(value: string, now: number): number | null {
  if (/^\d+(\.\d+)?$/.test(value)) return bounded(Number(value) * 1_000);
  const at = httpDate(value);
  return Number.isNaN(at) ? null : bounded(at - now);
}

/** The seconds until a limit starts again: `RateLimit: "api";r=0;t=55`, `RateLimit-Reset: 55`. */
function fromRateLimit(headers: Headers, now: number): number | null {
  const policies = headers.get("ratelimit")?.matchAll(/;\s*t=(\d+)/g) ?? [];
  const seconds = [...policies].map(([, t]) => Number(t));
  for (const name of ["ratelimit-reset", "x-ratelimit-reset"]) {
    const value = headers.get(name) ?? "";
    if (/^\d+$/.test(value)) seconds.push(Number(value));
  }
  if (seconds.length === 0) return null;
  const most = Math.max(...seconds);
  // GitHub and others write the time itself, in seconds since 1970
  return bounded(most > 1_000_000_000 ? most * 1_000 - now : most * 1_000);
}

/**
 * The milliseconds after which a server wants to be asked again: never negative, at most a day;
 * null if it does not say.
 */
export function retryAfterMs(status: number, headers: Headers, now: number): number | null {
  const asked = fromRetryAfter(headers.get("retry-after") ?? "", now);
  const isRefusal = status === 429 || status === 503;
  return asked ?? (isRefusal ? fromRateLimit(headers, now) : null);
}
