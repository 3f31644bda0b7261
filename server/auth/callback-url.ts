const nowhere = "http://callback.invalid";

/** Pages that sign in or out: redirecting back to one would loop. */
const roundabout = /^\/(sign-in|sign-up|sign-out|reset-password|api)(\/|$)/i;

// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers strip them out of addresses
const strange = /[\\\u0000-\u001f\u007f-\u009f]/;

/** A path from the root. Browsers read `//` and `/\` as the start of another host's name. */
const fromRoot = (path: string) => /^\/(?!\/)/.test(path) && !strange.test(path);

/**
 * Where to go after signing in: the given URL if it is a page of this site, else the front page.
 * Takes a path; with `origin`, also an absolute URL of that origin. Refuses other hosts, `//`, `\`,
 * control characters, `javascript:`, and all of these in encoded form.
 */
export function safeCallbackUrl(given: unknown, origin?: string): string {
  if (typeof given !== "string" || given.length > 2000) return "/";
  const path = origin && given.startsWith(`${origin}/`) ? given.slice(origin.length) : given;
  if (!fromRoot(path)) return "/";
  try {
    const url = new URL(path, nowhere);
    const plain = decodeURIComponent(url.pathname);
    const local = url.origin === nowhere && fromRoot(url.pathname) && fromRoot(plain);
    if (!local || roundabout.test(plain)) return "/";
    return url.pathname + url.search + url.hash;
  } catch {
    return "/";
  }
}

/** What a page on the way in says that it is for, in its URL. */
const PURPOSE = ["to", "paper"];

interface Own {
  host: string | null;
  appUrl: string | undefined;
}

/**
 * The parameters of a way in that was come to by a link: to lead back to the page before it, and,
 * from one way in to another, for what the first was. None if that is the front page, for nothing.
 */
export function wayFrom(referer: string | null, own: Own): URLSearchParams | null {
  const callbackUrl = cameFrom(referer, own);
  const params = new URLSearchParams({ callbackUrl });
  const url = referer && URL.canParse(referer) ? new URL(referer) : null;
  if (url && waysIn.test(url.pathname) && isOwnUrl(url, own)) {
    for (const name of PURPOSE) {
      const value = url.searchParams.get(name);
      if (value && value.length < 100) params.set(name, value);
    }
  }
  return callbackUrl === "/" && params.size === 1 ? null : params;
}

const isOwnUrl = ({ host, origin }: URL, { host: ownHost, appUrl }: Own) =>
  host === ownHost || (appUrl !== undefined && origin === new URL(appUrl).origin);

/** Pages that themselves lead back to where a reader came from. */
const waysIn = /^\/sign-(in|up)$/;

/**
 * The page that the reader came from, according to their browser (`Referer`): the front page unless
 * it is a page of this site, that is, of the requested host or of `APP_URL`. From one way in to
 * another, the page that the first would have led back to.
 */
export function cameFrom(referer: string | null, own: Own): string {
  if (!referer || !URL.canParse(referer)) return "/";
  const url = new URL(referer);
  if (!isOwnUrl(url, own)) return "/";
  const { origin, pathname, searchParams } = url;
  return safeCallbackUrl(waysIn.test(pathname) ? searchParams.get("callbackUrl") : referer, origin);
}
