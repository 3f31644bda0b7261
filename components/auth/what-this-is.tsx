/** What the paper is, for somebody who is about to join it. */
export function WhatThisIs() {
  return (
    <p className="text-soft">
      Each day’s research papers as one edition: vote with your group, keep what you mean to read,
      and mark up abstracts together.
    </p>
  );
}
