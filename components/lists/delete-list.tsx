"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { call, reasonOf } from "../api/call";
import { MadeForField } from "../api/made-for";
import { Answering, type FormAction, useAnswer } from "../forms/action-form";
import { headingOfNext } from "../ui/heading";
import { toast } from "../ui/toast";

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
  const listId = list.id;

  async function restore() {
    try {
      await call((api) => api.lists.restore.mutate({ listId }));
      headingOfNext();
      router.push(`/lists/${listId}`);
      router.refresh();
    } catch (error) {
      toast({ text: `“${list.name}” was not restored. ${reasonOf(error)}` });
    }
  }

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    try {
      await call((api) => api.lists.remove.mutate({ listId }));
      headingOfNext();
      router.push("/lists");
      router.refresh();
      toast({ text: `Deleted “${list.name}”.`, action: { label: "Undo", run: restore } });
    } catch (error) {
      toast({ text: `“${list.name}” was not deleted. ${reasonOf(error)}` });
    }
  }

  return (
    <form action={send} onSubmit={onSubmit}>
      <MadeForField />
      {refusal && (
        <p role="alert" className="notice">
          {refusal}
        </p>
      )}
      <input type="hidden" name="listId" value={listId} />
      <button type="submit" className="btn">
        Delete {what}
      </button>
    </form>
  );
}
