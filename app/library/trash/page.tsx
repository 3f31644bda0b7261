import Link from "next/link";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { LibraryTrash } from "@/components/trash/library-trash";
import { pageRead, signedIn } from "@/server/api/rsc";
import { restoreItemAction, restoreListAction, restorePaperAction } from "./actions";

type Props = PageProps<"/library/trash">;

const trashOf = pageRead(async ({ after }: { after?: string }) => {
  const { caller } = await signedIn("/library/trash", { after });
  const [page, lists, items] = await Promise.all([
    caller.trash.papers({ after }),
    after ? [] : caller.trash.lists(),
    after ? [] : caller.trash.items(),
  ]);
  return { ...page, lists, items };
});

export async function generateMetadata({ searchParams }: Props) {
  return ownMetadata((await trashOf(await searchParams)) && "Trash");
}

export default async function TrashPage({ searchParams }: Props) {
  const trash = await trashOf(await searchParams);
  if (!trash) return <NotHere />;
  const { papers, more, lists, items } = trash;
  return (
    <main className="sheet page">
      <header className="dateline">
        <h1>Trash</h1>
        <Link className="btn" href="/library" prefetch={false}>
          Library
        </Link>
      </header>
      <LibraryTrash
        papers={papers}
        lists={lists}
        items={items}
        restore={{
          paper: restorePaperAction,
          list: restoreListAction,
          item: restoreItemAction,
        }}
      />
      {more && (
        <p className="more">
          <Link className="btn" href={`/library/trash?after=${more}`} prefetch={false}>
            More papers
          </Link>
        </p>
      )}
    </main>
  );
}
