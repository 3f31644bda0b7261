"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { run } from "../api/command";
import { MadeForField } from "../api/made-for";
import { Answering, type FormAction, useAnswer } from "../forms/action-form";
import { toast } from "../ui/toast";
import { removeList, restoreList } from "./commands";

interface Props {
  what: "list" | "collection";
  list: { id: string; name: string };
  /** Deletes without scripts. */
  remove: FormAction;
}

/** Deletes a list at once, and offers undo. */
export function DeleteList({ what, list, remove }: Props) {
  return (
    <Answering action={remove}>
      <DeleteForm what={what} list={list} />
    </Answering>
  );
}

function DeleteForm({ what, list }: Omit<Props, "remove">) {
  const { state, send } = useAnswer();
  const refusal = state.refusal ?? state.errors.listId;
  const router = useRouter();

  function lead(path: string) {
    router.push(path);
    router.refresh();
  }

  async function restore() {
    if ((await run(restoreList, list)) !== null) lead(`/lists/${list.id}`);
  }

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if ((await run(removeList, list)) === null) return;
    lead("/lists");
    toast({ text: `Deleted “${list.name}”.`, action: { label: "Undo", run: restore } });
  }

  return (
    <form action={send} onSubmit={onSubmit}>
      <MadeForField />
      {refusal && (
        <p role="alert" className="notice">
          {refusal}
        </p>
      )}
      <input type="hidden" name="listId" value={list.id} />
      <button type="submit" className="btn">
        Delete {what}
      </button>
    </form>
  );
}
