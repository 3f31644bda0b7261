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
  const { list, team, role } = found.page;
  const [{ shown, more }, { people }] = await Promise.all([
    pageOf(found, await searchParams),
    found.caller.listMembers.list({ listId: list.id }),
  ]);
  return (
    <main className="sheet page">
      <LiveList listId={list.id} isCollection={team !== null} revision={shown.revision} role={role}>
        <ListHead page={found.page} people={people}>
          <EditList {...found.page} edit={editAction} remove={removeAction} />
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
