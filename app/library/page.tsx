import Link from "next/link";
import { Unfold } from "@/components/editions/unfold";
import { EmptyShelf } from "@/components/library/empty-shelf";
import { ShelfTabs } from "@/components/library/shelf-tabs";
import { WhileHeld } from "@/components/library/while-held";
import { PaperRow } from "@/components/papers/paper-row";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import type { Status } from "@/components/session/mine";
import { MineRequest } from "@/components/session/mine-request";
import { RefreshOnChange } from "@/components/session/refresh-on-change";
import { pageRead, signedIn } from "@/server/rsc";

type Props = PageProps<"/library">;

const shelfOf = pageRead(async ({ status, after }: { status?: Status; after?: string }) => {
  const { caller } = await signedIn(status ? `/library?status=${status}` : "/library");
  return caller.library.shelf({ status, after });
});

export async function generateMetadata({ searchParams }: Props) {
  return ownMetadata((await shelfOf(await searchParams)) && "Library");
}

export default async function LibraryPage({ searchParams }: Props) {
  const query = await searchParams;
  const shelf = await shelfOf(query);
  if (!shelf) return <NotHere />;
  const status = query.status as Status | undefined;
  const next = new URLSearchParams({ ...(status && { status }), after: shelf.more ?? "" });
  return (
    <main className="sheet page">
      <header className="dateline">
        <h1>Library</h1>
      </header>
      <ShelfTabs current={status} counts={shelf.counts} />
      <MineRequest paperIds={shelf.papers.map((paper) => paper.id)} />
      {shelf.papers.map((paper) => (
        <WhileHeld key={paper.id} paperId={paper.id} shelf={status}>
          <PaperRow paper={paper} dated />
        </WhileHeld>
      ))}
      {shelf.papers.length === 0 && <EmptyShelf status={status} />}
      {shelf.more && (
        <p className="more">
          <Link className="btn" href={`/library?${next}`} prefetch={false}>
            More papers
          </Link>
        </p>
      )}
      <RefreshOnChange />
      <Unfold />
    </main>
  );
}
