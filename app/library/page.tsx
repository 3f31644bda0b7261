import type { Metadata } from "next";
import Link from "next/link";
import { Unfold } from "@/components/editions/unfold";
import { EmptyShelf } from "@/components/library/empty-shelf";
import { ShelfTabs } from "@/components/library/shelf-tabs";
import { WhileHeld } from "@/components/library/while-held";
import { PaperRow } from "@/components/papers/paper-row";
import { MineRequest } from "@/components/session/mine-request";
import { RefreshOnChange } from "@/components/session/refresh-on-change";
import { orNotFound, signedIn } from "@/server/rsc";

export const metadata: Metadata = { title: "Library", robots: { index: false } };

export default async function LibraryPage({ searchParams }: PageProps<"/library">) {
  const query = await searchParams;
  const status = query.status as "to_read" | undefined;
  const { caller } = await signedIn(status ? `/library?status=${status}` : "/library");
  const shelf = await orNotFound(
    caller.library.shelf({ status, after: query.after as string | undefined }),
  );
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
