"use client";

import { useEffect } from "react";
import type { Note } from "@/server/annotations/note";
import type { Audience } from "@/server/annotations/schema";
import { audienceOf, audienceOfNote, keyOf } from "./audience";
import { keepAudience, useAudiences } from "./my-audiences";
import { useNotes } from "./notes";

/** Who will see it, always in view before anything is posted. The choice is remembered. */
export function AudienceField(props: {
  audience: Audience;
  onChoose: (audience: Audience) => void;
  /** What is written: the last audience of notes is not that of comments. */
  kind: "note" | "comment";
  /** The note that is changed: its own audience can always be kept. */
  note?: Note;
  className?: string;
}) {
  const { audience, onChoose, kind, note } = props;
  const { paper, reader } = useNotes();
  const mine = useAudiences(paper.id, Boolean(reader));
  const key = keyOf(audience);
  const teams = mine?.teams ?? [];
  const lists = mine?.lists ?? [];
  const offered = ["me", "everyone"].concat(
    teams.map(({ id }) => `team:${id}`),
    lists.map(({ id }) => `list:${id}`),
  );
  const kept = note && keyOf(audienceOfNote(note));
  const isLost = mine !== undefined && key !== kept && !offered.includes(key);

  // remembered from another paper, or from before the reader left: nobody sees it but they
  useEffect(() => {
    if (isLost) onChoose("me");
  });

  return (
    <select
      aria-label="Audience"
      className={props.className ?? "field"}
      value={key}
      onChange={(event) => {
        const chosen = audienceOf(event.target.value);
        keepAudience(kind, chosen);
        onChoose(chosen);
      }}
    >
      <option value="me">Only me</option>
      {!offered.includes(key) && (
        <option value={key}>{(key === kept && note?.group?.name) || "…"}</option>
      )}
      {lists.length > 0 && (
        <optgroup label="Collections">
          {lists.map(({ id, name }) => (
            <option key={id} value={`list:${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
      {teams.length > 0 && (
        <optgroup label="Teams">
          {teams.map(({ id, name }) => (
            <option key={id} value={`team:${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
      <option value="everyone">Everyone</option>
    </select>
  );
}
