import Link from "next/link";
import { MyNotes } from "@/components/annotations/my-notes";
import { NoNotes } from "@/components/annotations/no-notes";
import { first, moreNotes, type Wanted } from "@/components/annotations/notes-address";
import { NotesFilter } from "@/components/annotations/notes-filter";
import { Tex } from "@/components/papers/tex";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { ExportMenu } from "@/components/ui/export-menu";
import { pageRead, signedIn } from "@/server/api/rsc";
import { noteFormats } from "@/server/exports/schema";

type Props = PageProps<"/notes">;

const notesOf = pageRead(async (wanted: Wanted) => {
  const { caller } = await signedIn(moreNotes(wanted, wanted.after));
  return caller.annotations.mine(wanted);
});

export async function generateMetadata({ searchParams }: Props) {
  return ownMetadata((await notesOf(first(await searchParams))) && "Notes");
}

export default async function NotesPage({ searchParams }: Props) {
  const wanted = first(await searchParams);
  const notes = await notesOf(wanted);
  if (!notes) return <NotHere />;
  const { papers, groups, after } = notes;
  const isFiltered = Boolean(wanted.q || wanted.audience || wanted.color);
  const hasSome = isFiltered || papers.length > 0;
  return (
    <main className="sheet my-notes">
      <header className="dateline">
        <h1>Notes</h1>
        {hasSome && <ExportMenu of={moreNotes(wanted)} formats={noteFormats} />}
      </header>
      {hasSome && <NotesFilter wanted={wanted} groups={groups} />}
      {papers.length === 0 && <NoNotes filtered={isFiltered} />}
      {papers.map((paper) => (
        <section key={paper.id} className="noted-paper" aria-labelledby={`p${paper.id}`}>
          <h2 className="row-title" id={`p${paper.id}`} dir="auto">
            <Link href={`/papers/${paper.slug}`} prefetch={false}>
              <Tex source={paper.title} />
            </Link>
          </h2>
          {/* each page keeps its own changes: the next one may be about the same paper */}
          <MyNotes key={moreNotes(wanted, wanted.after)} paper={paper} />
        </section>
      ))}
      {after && (
        <Link className="btn more" href={moreNotes(wanted, after)} prefetch={false}>
          More
        </Link>
      )}
    </main>
  );
}
