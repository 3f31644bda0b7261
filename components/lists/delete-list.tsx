"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { call, reasonOf } from "../session/call";
import { toast } from "../ui/toast";

interface Props {
  list: { id: string; name: string };
  /** Deletes where scripts are off. */
  remove: (form: FormData) => Promise<void>;
}

/** Deletes a list at once, and offers to take that back. */
export function DeleteList({ list, remove }: Props) {
  const router = useRouter();
  const listId = list.id;

  async function restore() {
    try {
      await call((api) => api.lists.restore.mutate({ listId }));
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
      router.push("/lists");
      router.refresh();
      toast({ text: `Deleted “${list.name}”.`, action: { label: "Undo", run: restore } });
    } catch (error) {
      toast({ text: `“${list.name}” was not deleted. ${reasonOf(error)}` });
    }
  }

  return (
    <form action={remove} onSubmit={onSubmit}>
      <input type="hidden" name="listId" value={listId} />
      <button type="submit" className="btn">
        Delete list
      </button>
    </form>
  );
}
