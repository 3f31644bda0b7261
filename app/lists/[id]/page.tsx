import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { Unfold } from "@/components/editions/unfold";
import { EditList } from "@/components/lists/edit-list";
import { EmptyList } from "@/components/lists/empty-list";
import { ListRows } from "@/components/lists/list-rows";
import { papersIn } from "@/components/papers/names";
import { MineRequest } from "@/components/session/mine-request";
import { RefreshOnChange } from "@/components/session/refresh-on-change";
import { orNotFound, signedIn } from "@/server/rsc";
import { editAction, removeAction } from "../actions";

type Props = PageProps<"/lists/[id]">;

const listAt = cache(async (listId: string, after: string | undefined) => {
  const { caller } = await signedIn(`/lists/${listId}`);
  return orNotFound(caller.lists.read({ listId, after }));
});

async function listOf({ params, searchParams }: Props) {
  const [{ id }, { after }] = await Promise.all([params, searchParams]);
  return listAt(id, after as string | undefined);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { list } = await listOf(props);
  return { title: list.name, robots: { index: false } };
}

export default async function ListPage(props: Props) {
  const { list, papers, more } = await listOf(props);
  return (
    <main className="sheet page">
      <header className="dateline">
        <div>
          <h1 dir="auto">{list.name}</h1>
          <p className="credit">{papersIn(list.papers)}</p>
        </div>
        <EditList list={list} edit={editAction} remove={removeAction} />
      </header>
      {list.description && <p className="list-description">{list.description}</p>}
      <MineRequest paperIds={papers.map((paper) => paper.id)} />
      {papers.length > 0 ? <ListRows list={list} papers={papers} /> : <EmptyList />}
      {more && (
        <p className="more">
          <Link className="btn" href={`/lists/${list.id}?after=${more}`} prefetch={false}>
            More papers
          </Link>
        </p>
      )}
      <RefreshOnChange />
      <Unfold />
    </main>
  );
}
