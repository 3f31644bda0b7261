"use client";

import { run } from "../api/command";
import { setMany } from "./set-many";

/** Makes a paper of the library a favorite, or no longer one. */
export function FavoriteButton({ paperId, favorite }: { paperId: number; favorite: boolean }) {
  return (
    <button
      type="button"
      className="btn btn-quiet tool-button favorite"
      data-act="favorite"
      aria-pressed={favorite}
      title="Favorite"
      onClick={() => run(setMany, { paperIds: [paperId], favorite: !favorite })}
    >
      <svg aria-hidden="true" viewBox="0 0 18 18">
        <path d="m9 1.6 2.3 4.7 5.2.7-3.8 3.6.9 5.2L9 13.4l-4.6 2.4.9-5.2L1.5 7l5.2-.7z" />
      </svg>
    </button>
  );
}
