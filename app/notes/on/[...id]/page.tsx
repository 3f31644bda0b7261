import Link from "next/link";
import { FurtherNotes } from "@/components/annotations/further-notes";
import { furtherNotes, type Search } from "@/components/annotations/notes-address";
import { Tex } from "@/components/papers/tex";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, reader } from "@/server/api/rsc";

type Props = PageProps<"/notes/on/[...id]">;

const notesAt = pageRead(async ({ address, query }: { address: string; query: Search }) => {
  const { caller } = await reader();
  const { paper } = await caller.papers.at({ address });
  if (!paper) return null;
  const { note, next, after } = furtherNotes(query);
  if (!note) return { paper, ...(await caller.annotations.onPaper({ paperId: paper.id, next })) };
  const [thread, page] = await Promise.all([
    caller.annotations.thread({ id: note }),
    caller.annotations.replies({ noteId: note, after }),
  ]);
  const notes = [...thread.notes.filter(({ id }) => id === note), ...page.notes];
  return { paper, ...thread, notes, rest: [page.rest], more: { passages: null, comments: null } };
});

async function notesOf({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  return notesAt({ address: decodeURIComponent(id.join("/")), query });
}

export async function generateMetadata(props: Props) {
  return ownMetadata((await notesOf(props)) && "More notes");
}

export default async function FurtherNotesPage(props: Props) {
  const found = await notesOf(props);
  if (!found) return <NotHere />;
  const { paper, notes, rest, more, version, textHash } = found;
  const { id, slug, abstract } = paper;
  return (
    <main className="sheet my-notes">
      <header className="dateline">
        <h1>More notes</h1>
      </header>
      <h2 className="row-title my-4" dir="auto">
        <Link href={`/papers/${slug}`} prefetch={false}>
          <Tex source={paper.title} />
        </Link>
      </h2>
      <FurtherNotes
        paper={{ id, slug, abstract, version, textHash }}
        initial={{ notes, rest, more }}
      />
    </main>
  );
}
