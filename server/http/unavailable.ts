import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { RETRY_AFTER } from "../errors";
import { printedAddress } from "../printing/addresses.mjs";
import { lastPrint } from "../printing/prints.mjs";

// everything stands in the page itself: while the app cannot answer, nothing more is asked of it
const STYLE = `:root{color-scheme:light dark;--paper:light-dark(#fdfcf9,#15140f);--ink:light-dark(#1b1a17,#ece8dd);--soft:light-dark(#5d5a52,#a39d8e);--edge:light-dark(#918b7d,#6f695b)}
html{background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
body{margin:0 auto;max-width:36rem;padding:3rem 1.25rem}
header{border-bottom:1px solid var(--ink);font:600 1.25rem/1.2 Georgia,serif;padding-bottom:.75rem}
h1{font:500 2rem/1.1 Georgia,serif;letter-spacing:-.02em;margin:2.5rem 0 1rem}
p{margin:0 0 1rem}
.soft{color:var(--soft)}
a{border:1px solid var(--edge);border-radius:8px;color:inherit;display:inline-block;margin:.5rem .5rem 0 0;padding:.5rem .9rem;text-decoration:none}
a:hover{border-color:var(--ink)}
a:focus-visible{outline:2px solid var(--ink);outline-offset:2px}`;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const AWAY = "Broadsheet can't reach its database right now. Please try again in a minute.";

/** A page for the time being: our own words, no script, nothing to load. */
const page = (sentence: string, isForm: boolean) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Not available right now · Broadsheet</title>
<style>${STYLE}</style>
</head>
<body>
<header>Broadsheet</header>
<main>
<h1>Not available right now</h1>
<p>${sentence}</p>
<p class="soft">${
  isForm
    ? "What you sent may not have been saved. Reload this page to send it again, or go back: most browsers keep what you typed."
    : "Nothing that you have saved is lost."
}</p>
<p>${isForm ? "" : '<a href="">Try again</a>'}<a href="/">Latest edition</a></p>
</main>
</body>
</html>
`;

/** An answer as it goes out. */
interface Given {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * What a request is answered with when its page could not be made because the database failed: the
 * last print of that page, where there is one, else a page that says so; what is no page gets the
 * sentence alone.
 */
export function answerInstead(
  { method, url = "/", headers }: IncomingMessage,
  outage: string | null,
): Given {
  const isForm = method === "POST";
  const isPart = headers.rsc !== undefined || headers["next-action"] !== undefined;
  const address = isForm || isPart ? null : printedAddress(url);
  const kept = address === null ? undefined : lastPrint(address)?.value;
  if (kept?.kind === "APP_PAGE" && typeof kept.html === "string") {
    return {
      status: 200,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": kept.headers["content-security-policy"],
        "cache-control": "no-cache",
      },
      body: kept.html,
    };
  }
  const sentence = outage ?? AWAY;
  const isPage = !isPart && !url.startsWith("/api/") && /text\/html/.test(headers.accept ?? "");
  return {
    status: 503,
    headers: {
      "content-type": `text/${isPage ? "html" : "plain"}; charset=utf-8`,
      ...(isPage && { "content-security-policy": POLICY }),
      "cache-control": "no-store",
      "retry-after": RETRY_AFTER,
    },
    body: isPage ? page(sentence, isForm) : `${sentence}\n`,
  };
}
