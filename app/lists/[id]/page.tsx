import Link from "next/link";
import { Unfold } from "@/components/editions/unfold";
import { EditList } from "@/components/lists/edit-list";
import { EmptyList } from "@/components/lists/empty-list";
import { ListRows } from "@/components/lists/list-rows";
import { papersIn } from "@/components/papers/names";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { MineRequest } from "@/components/session/mine-request";
import { RefreshOnChange } from "@/components/session/refresh-on-change";
import { pageRead, signedIn } from "@/server/rsc";
import { editAction, removeAction } from "../actions";

type Props = PageProps<"/lists/[id]">;

const listAt = pageRead(async (asked: { listId: string; after?: string }) => {
  const { caller } = await signedIn(`/lists/${asked.listId}`);
  return caller.lists.read(asked);
});

async function listOf({ params, searchParams }: Props) {
  const [{ id }, { after }] = await Promise.all([params, searchParams]);
  return listAt({ listId: id, after: after as string | undefined });
}

export async function generateMetadata(props: Props) {
  return ownMetadata((await listOf(props))?.list.name);
}

export default async function ListPage(props: Props) {
  const found = await listOf(props);
  if (!found) return <NotHere />;
  const { list, papers, more } = found;
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
