import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";

// the page must be self-contained: the app may be unable to serve anything else
const STYLE = `:root{color-scheme:light dark;--paper:light-dark(#fdfcf9,#15140f);--ink:light-dark(#1b1a17,#ece8dd);--soft:light-dark(#5d5a52,#aaa495);--edge:light-dark(#8d887c,#777163)}
html{background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
body{margin:0 auto;max-width:36rem;padding:3rem 1.25rem}
header{border-bottom:1px solid var(--ink);font:600 1.25rem/1.2 Georgia,serif;padding-bottom:.75rem}
h1{font:500 2rem/1.1 Georgia,serif;letter-spacing:-.02em;margin:2.5rem 0 1rem}
p{margin:0 0 1rem}
.soft{color:var(--soft)}
a{border:1px solid var(--edge);border-radius:8px;color:inherit;display:inline-block;margin:.5rem .5rem 0 0;padding:.5rem .9rem;text-decoration:none}
a:hover{border-color:var(--ink)}
a:focus-visible{outline:2px solid var(--ink);outline-offset:2px}`;

/** The headers of a plain page. */
export const PLAIN_PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
};

/** The contents of a plain page, as HTML: always our own words, never a client's. */
interface Said {
  title: string;
  sentence: string;
  /** What it means for the reader's data. */
  more?: string;
  /** Offers a link to the same URL. */
  again?: boolean;
}

/** A page that the gateway sends by itself: no script, nothing to load. */
export const plainPage = ({ title, sentence, more, again }: Said) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Broadsheet</title>
<style>${STYLE}</style>
</head>
<body>
<header>Broadsheet</header>
<main>
<h1>${title}</h1>
<p>${sentence}</p>${more ? `\n<p class="soft">${more}</p>` : ""}
<p>${again ? '<a href="">Try again</a>' : ""}<a href="/">Latest edition</a></p>
</main>
</body>
</html>
`;

/** Whether a browser shows the response as a page: not part of a page, and not a call. */
function isForPage({ url = "/", headers }: IncomingMessage): boolean {
  const isPart = headers.rsc !== undefined || headers["next-action"] !== undefined;
  return !isPart && !url.startsWith("/api/") && /text\/html/.test(headers.accept ?? "");
}

/** A complete response. */
export interface Given {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The gateway's own response: a plain page for a page request, else only the sentence. */
export function plainAnswer(request: IncomingMessage, status: number, said: Said): Given {
  if (isForPage(request)) return { status, headers: PLAIN_PAGE_HEADERS, body: plainPage(said) };
  return {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    body: `${said.sentence}\n`,
  };
}
