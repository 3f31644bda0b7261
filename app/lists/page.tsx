import type { Metadata } from "next";
import Link from "next/link";
import { CreateList } from "@/components/lists/create-list";
import { ListGroups } from "@/components/lists/list-groups";
import { NoLists } from "@/components/lists/no-lists";
import { Told } from "@/components/ui/told";
import { signedIn } from "@/server/api/rsc";
import { noticeLeft } from "../visitor";
import { createAction } from "./actions";

export const metadata: Metadata = { title: "Lists", robots: { index: false } };

export default async function ListsPage({ searchParams }: PageProps<"/lists">) {
  const { caller } = await signedIn("/lists");
  const lists = await caller.lists.all();
  const left = await noticeLeft((await searchParams).left);
  return (
    <main className="sheet page">
      <header className="dateline">
        <h1>Lists</h1>
        <Link className="btn" href="/library/trash" prefetch={false}>
          Trash
        </Link>
      </header>
      {left && <Told text={left} />}
      <CreateList action={createAction} />
      {lists.length === 0 ? <NoLists /> : <ListGroups lists={lists} />}
    </main>
  );
}
