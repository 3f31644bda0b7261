"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { type OnTrail, trailTo } from "./trail";

interface Props {
  /** The path of the paper's page. */
  path: string;
  /** Its edition: where it leads back to, unless the reader comes from elsewhere. */
  edition: { href: string; label: string } | null;
}

/** Over a paper: where the reader comes from, and the papers before and after it there. */
export function PaperStrip({ path, edition }: Props) {
  const [trail, setTrail] = useState<OnTrail | null>(null);
  useEffect(() => setTrail(trailTo(path)), [path]);
  const back = trail ?? edition;
  return (
    <nav className="strip paper-strip" aria-label="Around this paper">
      {back && (
        <p className="paper-strip-back">
          <Link href={back.href} prefetch={false}>
            <span aria-hidden="true">‹ </span>
            {back.label}
          </Link>
          {trail?.place && <b>{trail.place}</b>}
        </p>
      )}
      {trail?.previous && (
        <Link
          className="paper-strip-step"
          href={trail.previous.path}
          rel="prev"
          prefetch={false}
          data-trail="previous"
        >
          <span className="sr-only">Previous: </span>
          <span className="paper-strip-title">{trail.previous.title}</span>
          <span className="key" aria-hidden="true">
            k
          </span>
        </Link>
      )}
      {trail?.next && (
        <Link
          className="paper-strip-step"
          href={trail.next.path}
          rel="next"
          prefetch={false}
          data-trail="next"
        >
          <b>Next</b> <span className="paper-strip-title">{trail.next.title}</span>
          <span className="key" aria-hidden="true">
            j
          </span>
        </Link>
      )}
    </nav>
  );
}
