"use client";

import type { Audience } from "./draft";

/** Who will see it, always in view before anything is posted. */
export function AudienceField(props: {
  audience: Audience;
  onChoose: (audience: Audience) => void;
  className?: string;
}) {
  return (
    <select
      aria-label="Audience"
      className={props.className ?? "field"}
      value={props.audience}
      onChange={(event) => props.onChoose(event.target.value as Audience)}
    >
      <option value="me">Only me</option>
      <option value="everyone">Everyone</option>
    </select>
  );
}
