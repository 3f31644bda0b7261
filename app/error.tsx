"use client";

import Link from "next/link";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Shown if rendering a page failed. */
export default function ErrorPage({ error, reset }: Props) {
  return (
    <main className="sheet missing">
      <h1>This page could not be shown</h1>
      <p>
        Something went wrong on our side, and nothing of yours was changed. Trying again often
        helps.
      </p>
      {error.digest && (
        <p className="text-soft">Give your administrator this number: {error.digest}.</p>
      )}
      <p className="flex gap-2">
        <button type="button" className="btn btn-solid" onClick={reset}>
          Try again
        </button>
        <Link className="btn" href="/">
          Latest edition
        </Link>
      </p>
    </main>
  );
}
