import Link from "next/link";
import { EditList } from "@/components/lists/edit-list";
import { ListHead } from "@/components/lists/list-head";
import { ListPapers } from "@/components/lists/list-papers";
import { SortSwitch } from "@/components/lists/sort-switch";
import { LiveList } from "@/components/live/live-list";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, type Query } from "@/server/api/rsc";
import { editAction, followAction, removeAction } from "../actions";
import { openList } from "./list";
import { pageOf } from "./page-of";

type Props = PageProps<"/lists/[id]">;

const listAt = pageRead(async ({ id, query }: { id: string; query: Query }) => {
  const open = await openList(id, "", { sort: query.sort, from: query.from });
  const [part, { people }] = await Promise.all([
    pageOf(open, query),
    open.caller.listMembers.list({ listId: open.page.list.id }),
  ]);
  return { ...part, people };
});

async function listOf({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  return listAt({ id, query });
}

export async function generateMetadata(props: Props) {
  return ownMetadata((await listOf(props))?.shown.page.list.name);
}

export default async function ListPage(props: Props) {
  const found = await listOf(props);
  if (!found) return <NotHere />;
  const { shown, more, people } = found;
  const { list, team, role } = shown.page;
  return (
    <main className="sheet page">
      <LiveList listId={list.id} isCollection={team !== null} revision={shown.revision} role={role}>
        <ListHead page={shown.page} people={people} follow={followAction}>
          <EditList {...shown.page} edit={editAction} remove={removeAction} />
        </ListHead>
        {list.papers > 1 && <SortSwitch listId={list.id} sort={shown.sort} />}
        <ListPapers key={shown.sort} {...shown} />
        {more && (
          <p className="more scriptless">
            <Link className="btn" href={more}>
              More papers
            </Link>
          </p>
        )}
      </LiveList>
    </main>
  );
}
