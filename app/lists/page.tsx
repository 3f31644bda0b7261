import type { Metadata } from "next";
import { CreateList } from "@/components/lists/create-list";
import { ListGroups } from "@/components/lists/list-groups";
import { NoLists } from "@/components/lists/no-lists";
import { signedIn } from "@/server/rsc";
import { createAction } from "./actions";

export const metadata: Metadata = { title: "Lists", robots: { index: false } };

export default async function ListsPage() {
  const { caller } = await signedIn("/lists");
  const lists = await caller.lists.all();
  return (
    <main className="sheet page">
      <header className="dateline">
        <h1>Lists</h1>
      </header>
      <CreateList action={createAction} />
      {lists.length === 0 ? <NoLists /> : <ListGroups lists={lists} />}
    </main>
  );
}
