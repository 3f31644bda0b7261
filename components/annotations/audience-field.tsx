"use client";

import { useEffect } from "react";
import type { Note } from "@/server/annotations/note";
import type { Audience } from "@/server/annotations/schema";
import { isolated } from "../papers/names";
import { audienceOf, audienceOfNote, keyOf } from "./audience";
import { keepAudience, useAudiences } from "./my-audiences";
import { useNotes } from "./notes";

/** Who will see the note, always visible before posting. A choice other than everyone is remembered. */
export function AudienceField(props: {
  audience: Audience;
  onChoose: (audience: Audience) => void;
  /** What is being written: notes and comments remember separate audiences. */
  kind: "note" | "comment";
  /** The note being edited: it can always keep its audience. */
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

  // remembered from another paper, or from before the reader left: fall back to private
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
      <option value="me">Only you</option>
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
          {teams.map(({ id, name, members }) => (
            <option key={id} value={`team:${id}`}>
              {isolated(name)}, {members === 1 ? "1 member" : `${members} members`}. Guests do not
              see it
            </option>
          ))}
        </optgroup>
      )}
      <option value="everyone">Every reader, and strangers too</option>
    </select>
  );
}
