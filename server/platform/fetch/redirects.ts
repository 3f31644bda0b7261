import { FetchError } from "./fetch-error";

export const MAX_REDIRECTS = 5;

/** The redirects of a GET, which all repeat it as a GET. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Characters of a name that DNS can look up. */
const MAX_NAME = 253;

/** A URL that may be fetched; its port may be any. The message does not repeat it. */
export function webUrl(address: string | URL): URL {
  const url = URL.canParse(String(address)) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    const sentence = "This is not an address on the web: it must begin with https:// or http://.";
    throw new FetchError("bad-url", sentence);
  }
  if (url.username || url.password) {
    const sentence = "The address contains a user name or a password: leave them out.";
    throw new FetchError("bad-url", sentence);
  }
  if (url.hostname.length > MAX_NAME) {
    throw new FetchError("bad-url", "The address contains a name that is too long for one.");
  }
  url.hash = "";
  return url;
}

/** Where an answer redirects to; null if it does not. Throws if that must not be followed. */
export function redirectOf(from: URL, status: number, headers: Headers): URL | null {
  if (!REDIRECTS.has(status)) return null;
  const refused = (what: string) =>
    new FetchError("redirect-refused", `${from.host} redirects ${what}, which is not followed.`);
  const location = headers.get("location");
  if (!location) throw refused("without saying where to");
  // as browsers do: it should be ASCII, and where it is not, it is UTF-8
  const text = Buffer.from(location, "latin1").toString();
  const to = URL.canParse(text, from) ? new URL(text, from) : null;
  if (!to || to.hostname.length > MAX_NAME) throw refused("to something that is no address");
  if (!/^https?:$/.test(to.protocol)) throw refused("to another protocol");
  if (to.username || to.password) throw refused("to an address with a user name");
  if (from.protocol === "https:" && to.protocol === "http:") {
    throw refused("from https to http");
  }
  to.hash = "";
  return to;
}
