import { type ReactNode, ViewTransition } from "react";

/** Lets a paper's title move from its row to its page, and back; nothing else of the page moves. */
export function TitleTransition({ paperId, children }: { paperId: number; children: ReactNode }) {
  return (
    <ViewTransition name={`title-${paperId}`} share="title" default="none">
      {children}
    </ViewTransition>
  );
}
