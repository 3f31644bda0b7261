import Link from "next/link";
import { LibraryView } from "@/components/library/library-view";
import { addressOf, filtersIn, readShown } from "@/components/library/shown";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { ExportMenu } from "@/components/ui/export-menu";
import { pageRead, signedIn } from "@/server/api/rsc";
import { paperFormats } from "@/server/exports/schema";
import { renameTagAction } from "./actions";

type Props = PageProps<"/library">;

/**
 * The page contains this many rows, and this many more ids: it stays small, however long the
 * library is.
 */
const PRINTED = 14;
const KNOWN = 200;

const libraryOf = pageRead(async (query: Awaited<Props["searchParams"]>) => {
  const shown = readShown(query);
  const from = Number(query.from) || undefined;
  const { caller } = await signedIn(addressOf(shown, from));
  const isNarrowed = query.filters !== undefined || filtersIn(shown) > 0;
  const [{ ids, counts }, facets] = await Promise.all([
    caller.library.index(shown),
    isNarrowed ? caller.library.facets() : null,
  ]);
  const rest = ids.slice(from ? Math.max(0, ids.indexOf(from)) : 0);
  const rows = await caller.library.rows({ paperIds: rest.slice(0, PRINTED) });
  const first = { ids: rest.slice(0, KNOWN), total: rest.length, rows, counts, from };
  return { shown, facets, first, next: rest[PRINTED] };
});

export async function generateMetadata({ searchParams }: Props) {
  return ownMetadata((await libraryOf(await searchParams)) && "Library");
}

export default async function LibraryPage({ searchParams }: Props) {
  const library = await libraryOf(await searchParams);
  if (!library) return <NotHere />;
  const { shown, facets, first, next } = library;
  return (
    <main className="sheet page">
      <header className="dateline">
        <h1>Library</h1>
        <div className="flex gap-1.5">
          <ExportMenu of={addressOf(shown)} formats={paperFormats} />
          <Link className="btn" href="/library/trash" prefetch={false}>
            Trash
          </Link>
        </div>
      </header>
      <LibraryView shown={shown} facets={facets} first={first} renameTag={renameTagAction} />
      {next !== undefined && (
        <noscript>
          <p className="more">
            <a className="btn" href={addressOf(shown, next)}>
              More papers
            </a>
          </p>
        </noscript>
      )}
    </main>
  );
}
