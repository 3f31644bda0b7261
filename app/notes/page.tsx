import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { MyNotes } from "@/components/annotations/my-notes";
import { NoNotes } from "@/components/annotations/no-notes";
import { first, moreNotes } from "@/components/annotations/notes-address";
import { NotesFilter } from "@/components/annotations/notes-filter";
import { Tex } from "@/components/papers/tex";
import { orNotFound, reader } from "@/server/rsc";

export const metadata: Metadata = { title: "Notes", robots: { index: false } };

export default async function NotesPage({ searchParams }: PageProps<"/notes">) {
  const { caller, actor } = await reader();
  if (actor.kind !== "user") redirect("/sign-in?callbackUrl=/notes");
  const wanted = first(await searchParams);
  const { papers, after } = await orNotFound(caller.annotations.mine(wanted));
  return (
    <main className="sheet my-notes">
      <h1 className="paper-title">Notes</h1>
      <NotesFilter wanted={wanted} />
      {papers.length === 0 && <NoNotes filtered={Boolean(wanted.q || wanted.audience)} />}
      {papers.map((paper) => (
        <section key={paper.id} className="noted-paper" aria-labelledby={`p${paper.id}`}>
          <h2 className="row-title" id={`p${paper.id}`} dir="auto">
            <Link href={`/papers/${paper.slug}`} prefetch={false}>
              <Tex source={paper.title} />
            </Link>
          </h2>
          <MyNotes paper={paper} />
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
