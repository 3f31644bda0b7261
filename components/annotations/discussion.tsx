"use client";

import { run } from "../api/command";
import { useTeams } from "../api/store";
import { Composer } from "./composer";
import { createNote } from "./create-note";
import { openDraft } from "./draft";
import { MoreNotes } from "./more";
import { lastAudience } from "./my-audiences";
import { NoteCard } from "./note-card";
import { useNotes } from "./notes";
import { threadsOf } from "./thread";

/** The notes on the paper as a whole: my own, which nobody else reads, and the discussion. */
export function Discussion() {
  const notes = useNotes();
  const { paper, draft, setDraft } = notes;
  const [team] = useTeams();
  const { comments, mine } = threadsOf(notes.notes);
  return (
    <>
      {mine.length > 0 && (
        <section className="discussion" aria-labelledby="my-note">
          <h2 className="section-title" id="my-note">
            {mine.length === 1 ? "My note" : "My notes"}
          </h2>
          <ol className="comments">
            {mine.map((thread) => (
              <NoteCard key={thread.note.id} thread={thread} />
            ))}
          </ol>
        </section>
      )}
      <section className="discussion" aria-labelledby="discussion">
        <h2 className="section-title" id="discussion">
          Discussion
        </h2>
        {comments.length > 0 ? (
          <ol className="comments">
            {comments.map((thread) => (
              <NoteCard key={thread.note.id} thread={thread} />
            ))}
          </ol>
        ) : (
          <p className="text-soft">Nobody has commented on this paper yet.</p>
        )}
        <MoreNotes about="comments" />
        {draft?.slot === "comment" ? (
          <Composer
            draft={draft}
            label="Comment"
            onPost={(draft) => run(createNote, { paper, draft })}
          />
        ) : (
          <button
            type="button"
            className="btn scripted-only"
            data-act="comment"
            onClick={() => {
              const audience = lastAudience("comment", team ? { teamId: team.id } : "everyone");
              setDraft(openDraft(paper.id, "comment", { audience }));
            }}
          >
            Comment
          </button>
        )}
      </section>
    </>
  );
}
