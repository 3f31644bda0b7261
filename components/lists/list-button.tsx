"use client";

import { signInFor } from "../api/intents";
import { marked, marksOfPaper } from "../api/marks";
import { usePaperState, useReader } from "../api/store";
import { onDemand } from "../ui/on-demand";
import { useMenu } from "../ui/use-menu";

const ListsMenu = onDemand(() => import("./lists-menu"));

/** Opens the reader's lists, to add the paper to some of them. */
export function ListButton({ paperId }: { paperId: number }) {
  const mine = usePaperState(paperId);
  const reader = useReader();
  const { open, setOpen, close, box, button } = useMenu();
  const press = () =>
    reader === null ? signInFor({ command: "lists.choose", input: { paperId } }) : setOpen(!open);
  return (
    <div ref={box} className="list-menu">
      <button
        ref={button}
        type="button"
        className="btn btn-quiet list-button"
        data-act="list"
        {...marked(`list ${paperId}`, marksOfPaper(mine).list)}
        aria-label="Add to list"
        aria-haspopup="dialog"
        aria-expanded={open}
        title="Add to list"
        {...ListsMenu.ahead}
        onClick={press}
      >
        <svg aria-hidden="true" viewBox="0 0 18 16" width="18" height="16">
          <path d="M1 2h11M1 7h8M1 12h6M13 7v8M9 11h8" />
        </svg>
      </button>
      {open && <ListsMenu paperId={paperId} close={close} />}
    </div>
  );
}
