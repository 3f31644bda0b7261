import type { Metadata } from "next";
import Link from "next/link";
import { LibraryTrash } from "@/components/trash/library-trash";
import { orNotFound, signedIn } from "@/server/rsc";
import { restoreItemAction, restoreListAction, restorePaperAction } from "./actions";

export const metadata: Metadata = { title: "Trash", robots: { index: false } };

export default async function TrashPage({ searchParams }: PageProps<"/library/trash">) {
  const { after } = await searchParams;
  const { caller } = await signedIn("/library/trash");
  const [{ papers, more }, lists, items] = await Promise.all([
    orNotFound(caller.trash.papers({ after: after as string | undefined })),
    after ? [] : caller.trash.lists(),
    after ? [] : caller.trash.items(),
  ]);
  return (
    <main className="sheet page">
      <header className="dateline">
        <h1>Trash</h1>
        <Link className="link" href="/library" prefetch={false}>
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
