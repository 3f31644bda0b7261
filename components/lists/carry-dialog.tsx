"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { RouterOutputs } from "@/server/api/root";
import { call } from "../api/call";
import { run } from "../api/command";
import { arriveAtPlace, placeOf } from "../keyboard/rows";
import { papersIn } from "../papers/names";
import { Modal } from "../ui/modal";
import { copyItems, moveItems } from "./carry";
import { useList } from "./list-context";

type Target = RouterOutputs["lists"]["all"][number];

interface Props {
  ids: number[];
  how: "copy" | "move";
  close: () => void;
  done: () => void;
}

/** Chooses the list to copy or move papers to. Loaded when first opened. */
export default function CarryDialog({ ids, how, close, done }: Props) {
  const { listId, name } = useList();
  const [targets, setTargets] = useState<Target[] | null>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const mayHold = (list: Target) => list.mayAdd && list.id !== listId;
    call((api) => api.lists.all.query()).then(
      (lists) => setTargets(lists.filter(mayHold)),
      () => setTargets(null),
    );
  }, [listId]);

  useEffect(() => {
    if (targets?.length) form.current?.querySelector<HTMLElement>("[name=to]")?.focus();
  }, [targets]);

  // moved papers disappear, and with them the button that opened this
  const [place] = useState(() => placeOf(ids[0]));
  useEffect(() => () => void requestAnimationFrame(() => arriveAtPlace(place)), [place]);

  async function carry(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const target = targets?.find((list) => list.id === form.get("to"));
    if (!target || busy) return;
    setBusy(true);
    const carried = await run(how === "move" ? moveItems : copyItems, {
      from: { id: listId, name },
      to: { id: target.id, name: target.name },
      paperIds: ids,
      withNotes: form.has("withNotes"),
    });
    close();
    if (carried) done();
  }

  const title = `${how === "move" ? "Move" : "Copy"} ${papersIn(ids.length)} to`;
  return (
    <Modal label={title} close={close} className="choose-list">
      <form ref={form} onSubmit={carry} className="grid gap-4">
        <h2 className="section-title">{title}</h2>
        <div className="choose-list-lists" aria-busy={targets === undefined}>
          {targets === null && <p>Your lists could not be read. Close this and try again.</p>}
          {targets?.length === 0 && <p>There is no other list you can add to.</p>}
          {targets?.map((list) => (
            <label key={list.id} className="choice">
              <input type="radio" name="to" value={list.id} required />
              <span className="min-w-0">
                <bdi>{list.name}</bdi>
                {list.team && <span className="text-soft"> · {list.team.name}</span>}
              </span>
            </label>
          ))}
        </div>
        <label className="choice">
          <input type="checkbox" name="withNotes" />
          <span>Include the notes, for everyone who can read that list</span>
        </label>
        <div className="flex gap-2">
          <button
            type="submit"
            className="btn btn-solid"
            aria-busy={busy}
            disabled={!targets?.length}
          >
            {how === "move" ? "Move" : "Copy"}
          </button>
          <button type="button" className="btn" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Modal>
  );
}
