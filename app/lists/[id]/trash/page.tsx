import { ListTitle } from "@/components/lists/list-title";
import { RemovedItems } from "@/components/lists/removed-items";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { restoreAction } from "./actions";

type Props = PageProps<"/lists/[id]/trash">;

const trashOf = pageRead(async ({ id }: { id: string }) => {
  const { caller } = await signedIn(`/lists/${id}/trash`);
  return caller.items.trash({ listId: id });
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await trashOf(await params)) && "Removed papers");
}

export default async function ListTrashPage({ params }: Props) {
  const trash = await trashOf(await params);
  if (!trash) return <NotHere />;
  const { list, team, items } = trash;
  return (
    <main className="sheet page">
      <ListTitle list={list} title="Removed papers" />
      <RemovedItems listId={list.id} team={team} items={items} restore={restoreAction} />
    </main>
  );
}
