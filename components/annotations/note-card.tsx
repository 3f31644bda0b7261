"use client";

import { run } from "../api/command";
import { audienceOfNote, forWhom } from "./audience";
import { FoldedBody } from "./body";
import { barOf, inColor, lookOf } from "./color";
import { Composer } from "./composer";
import { createNote } from "./create-note";
import { openDraft } from "./draft";
import { MoreReplies } from "./more";
import { editNote, nameOf, removeNote, setHidden } from "./note-commands";
import { useNotes } from "./notes";
import { plainOf } from "./pieces";
import { Reworded } from "./reworded";
import { Since } from "./since";
import { Swatch } from "./swatch";
import type { ShownNote, Thread } from "./thread";

/** A note with its replies. Hovering over it highlights its passage. */
export function NoteCard({ thread }: { thread: Thread }) {
  const { note, replies } = thread;
  const notes = useNotes();
  const { active, setActive, pinned, draft } = notes;
  const point = () => note.place && setActive([note.id]);
  const slot = `reply:${note.id}`;
  return (
    <li
      id={`note-${note.id}`}
      className="note"
      data-note={note.id}
      data-look={barOf(note)}
      data-pinned={pinned === note.id || undefined}
      data-active={active.includes(note.id) || undefined}
      onPointerEnter={point}
      onPointerLeave={() => setActive([])}
      onFocus={point}
      onBlur={() => setActive([])}
    >
      {note.exact !== null && (
        <blockquote className="note-quote" dir="auto">
          {note.place ? plainOf(notes.parts, note.place) : (note.quote ?? note.exact)}
        </blockquote>
      )}
      <Reworded note={note} />
      <Words note={note} answerable />
      {replies.length > 0 && (
        <ol className="replies" aria-label="Replies">
          {replies.map((reply) => (
            <li key={reply.id} id={`note-${reply.id}`} className="reply">
              <Words note={reply} />
            </li>
          ))}
        </ol>
      )}
      <MoreReplies noteId={note.id} />
      {draft?.slot === slot && (
        <Composer
          draft={draft}
          label="Reply"
          fixedAudience
          onPost={(draft) => run(createNote, { paper: notes.paper, draft })}
        />
      )}
    </li>
  );
}

/** One note or reply: author, time, text, and actions. */
export function Words(props: { note: ShownNote; answerable?: boolean; alone?: boolean }) {
  const { note, answerable, alone } = props;
  const notes = useNotes();
  const { draft } = notes;
  if (note.deleted) return <NoteWords note={note} />;
  if (draft?.slot === `edit:${note.id}`) {
    return (
      <Composer
        draft={draft}
        label={`Edit ${nameOf(note).toLowerCase()}`}
        fixedAudience={note.parentId !== null}
        mayBeEmpty={note.exact !== null}
        onPost={(draft) => run(editNote, { paper: notes.paper, note, draft })}
      />
    );
  }
  return (
    <>
      <NoteWords note={note} alone={alone} />
      {!note.sending && <Acts note={note} answerable={answerable} />}
    </>
  );
}

/** A note's author, time and text. A reply that stands alone says its audience too. */
export function NoteWords({ note, alone }: { note: ShownNote; alone?: boolean }) {
  if (note.deleted) return <p className="note-head">Deleted note</p>;
  const whom = forWhom(note, alone);
  return (
    <>
      <p className="note-head">
        {note.exact !== null && <Swatch color={note.color} look={lookOf(note)} />}
        <b className="note-author">{note.mine ? "You" : (note.author ?? "A former reader")}</b>
        {!note.body && note.exact !== null && " highlighted"}
        {whom && (
          <>
            {" · "}
            <bdi>{whom}</bdi>
          </>
        )}
        {" · "}
        {note.sending ? "sending …" : <Since at={note.createdAt} />}
        {note.edited && " · edited"}
        <span className="sr-only">{inColor(note)}</span>
        {note.hidden && <span className="note-hidden">{hiddenBy(note.hidden)}</span>}
      </p>
      {note.body && <FoldedBody text={note.body} rendered={note.rendered} />}
    </>
  );
}

function hiddenBy(hidden: NonNullable<ShownNote["hidden"]>): string {
  if ("reason" in hidden) return ` · hidden by an administrator: ${hidden.reason}`;
  return ` · hidden${hidden.by ? ` by ${hidden.by}` : ""}`;
}

function Acts({ note, answerable }: { note: ShownNote; answerable?: boolean }) {
  const notes = useNotes();
  const { paper, setDraft } = notes;
  const { body, place, mayReply } = note;
  const audience = audienceOfNote(note);
  return (
    <p className="note-acts">
      {answerable && mayReply && (
        <button type="button" onClick={() => setDraft(openDraft(paper.id, `reply:${note.id}`))}>
          Reply
        </button>
      )}
      {note.mayHide && (!note.mine || note.hidden) && (
        <button type="button" onClick={() => run(setHidden, { paper, note, hidden: !note.hidden })}>
          {note.hidden ? "Show" : "Hide"}
        </button>
      )}
      {note.audience === "everyone" && !note.mine && (
        <a href={`/report/${note.id}`} rel="nofollow">
          Report
        </a>
      )}
      {note.mine && (
        <>
          {mayReply && (
            <button
              type="button"
              onClick={() =>
                setDraft(
                  openDraft(paper.id, `edit:${note.id}`, {
                    body,
                    was: body,
                    audience,
                    span: place,
                    ...(note.exact !== null && { color: note.color }),
                  }),
                )
              }
            >
              Edit
            </button>
          )}
          <button type="button" onClick={() => run(removeNote, { paper, note })}>
            Delete
          </button>
          {answerable && mayReply && note.exact !== null && !place && !note.placing && (
            <AttachAgain noteId={note.id} />
          )}
        </>
      )}
    </p>
  );
}

/** For a note that has lost its passage: the next selection becomes its passage. */
function AttachAgain({ noteId }: { noteId: string }) {
  const { reattaching, setReattaching } = useNotes();
  const waiting = reattaching === noteId;
  return (
    <button
      type="button"
      aria-pressed={waiting}
      onClick={() => setReattaching(waiting ? null : noteId)}
    >
      {waiting ? "Select its passage …" : "Attach again"}
    </button>
  );
}
