import Link from "next/link";
import { EditList } from "@/components/lists/edit-list";
import { ListHead } from "@/components/lists/list-head";
import { ListPapers } from "@/components/lists/list-papers";
import { SortSwitch } from "@/components/lists/sort-switch";
import { LiveList } from "@/components/live/live-list";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { editAction, removeAction } from "../actions";
import { listAt } from "./list";
import { pageOf } from "./page-of";

type Props = PageProps<"/lists/[id]">;

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await listAt({ listId: (await params).id }))?.page.list.name);
}

export default async function ListPage({ params, searchParams }: Props) {
  const found = await listAt({ listId: (await params).id });
  if (!found) return <NotHere />;
  const { caller, page } = found;
  const { list, team, role } = page;
  const { sort, from } = pageOf(await searchParams);
  const [index, { people }] = await Promise.all([
    caller.lists.index({ listId: list.id, sort }),
    caller.listMembers.list({ listId: list.id }),
  ]);
  const shown = index.items.slice(from, from + 500);
  const paperIds = shown.slice(0, from > 0 ? 40 : 20).map(([paperId]) => paperId);
  const first = await caller.lists.rows({ listId: list.id, paperIds });
  const next = from + paperIds.length;
  return (
    <main className="sheet page">
      <LiveList listId={list.id} isCollection={team !== null} revision={index.revision} role={role}>
        <ListHead page={page} people={people}>
          {page.mayArrange ? (
            <EditList {...page} edit={editAction} remove={removeAction} />
          ) : (
            <Link className="btn" href={`/lists/${list.id}/copy`} prefetch={false}>
              Duplicate
            </Link>
          )}
        </ListHead>
        {list.description && (
          <p className="list-description" dir="auto">
            {list.description}
          </p>
        )}
        {list.papers > 1 && <SortSwitch listId={list.id} sort={sort} />}
        <ListPapers
          key={sort}
          page={page}
          sort={sort}
          revision={index.revision}
          index={shown}
          total={index.items.length - from}
          first={first}
        />
        {next < index.items.length && (
          <p className="more scriptless">
            <Link className="btn" href={`/lists/${list.id}?sort=${sort}&from=${next}`}>
              More papers
            </Link>
          </p>
        )}
      </LiveList>
    </main>
  );
}
