import "server-only";
import { orNull, reader } from "@/server/api/rsc";

type Caller = Awaited<ReturnType<typeof reader>>["caller"];

/** Loads and runs nothing, and has no origin. Its links may open pages. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-popups allow-top-navigation-by-user-activation";

/**
 * A message as mail programs show it, as a document of its own that may do nothing. If the read
 * returns null, leads to `otherwise`.
 */
export async function mailAnswer(
  read: (caller: Caller) => Promise<{ html: string } | null>,
  otherwise = "/",
): Promise<Response> {
  const { actor, caller } = await reader();
  const found =
    actor.kind === "user"
      ? await orNull(read(caller).then((message) => message ?? { html: null }))
      : null;
  if (found?.html === null) {
    return new Response(null, {
      status: 307,
      headers: { location: otherwise, "cache-control": "private, no-store" },
    });
  }
  if (!found) {
    return new Response("There is no such message for you.\n", {
      status: actor.kind === "user" ? 404 : 401,
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "private, no-store",
      },
    });
  }
  return new Response(found.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
    },
  });
}
