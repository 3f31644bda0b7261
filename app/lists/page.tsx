import type { Metadata } from "next";
import Link from "next/link";
import { CreateList } from "@/components/lists/create-list";
import { NoLists } from "@/components/lists/no-lists";
import { papersIn } from "@/components/papers/names";
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
      {lists.length === 0 && <NoLists />}
      <ul>
        {lists.map((list) => (
          <li key={list.id} className="list-entry">
            <h2 className="row-title" dir="auto">
              <Link href={`/lists/${list.id}`} prefetch={false}>
                {list.name}
              </Link>
            </h2>
            <p className="byline">{papersIn(list.papers)}</p>
            {list.description && (
              <p className="abstract line-clamp-2" dir="auto">
                {list.description}
              </p>
            )}
          </li>
        ))}
      </ul>
    </main>
  );
}
