"use client";

import "./globals.css";

/** Shown if the root layout itself failed: the plainest page that still helps. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>Broadsheet could not be shown</title>
      </head>
      <body>
        <main className="sheet missing">
          <h1>Broadsheet could not be shown</h1>
          <p>Something went wrong on our side, and nothing of yours was changed.</p>
          <p className="flex gap-2">
            <button type="button" className="btn btn-solid" onClick={reset}>
              Try again
            </button>
            <a className="btn" href="/">
              Latest edition
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
