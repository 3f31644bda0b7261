import { permanentRedirect } from "next/navigation";
import { Abstract } from "@/components/annotations/abstract";
import { Discussion } from "@/components/annotations/discussion";
import { Margin } from "@/components/annotations/margin";
import { NotesProvider } from "@/components/annotations/notes";
import { abstractParts } from "@/components/papers/abstract-parts";
import { PaperFacts } from "@/components/papers/paper-facts";
import { PaperHead } from "@/components/papers/paper-head";
import { MineRequest } from "@/components/session/mine-request";
import { orNotFound, printing } from "@/server/rsc";

export const dynamic = "force-static";

export const generateStaticParams = () => [];

export default async function PaperPage({ params }: PageProps<"/papers/[...id]">) {
  const address = decodeURIComponent((await params).id.join("/"));
  const { paper, movedTo } = await orNotFound(printing().papers.at({ address }));
  if (movedTo !== null) permanentRedirect(`/papers/${movedTo}`);
  const paperId = paper.id;
  const [{ version, textHash, notes }, voters] = await Promise.all([
    printing().annotations.onPaper({ paperId }),
    printing().votes.voters({ paperId }),
  ]);
  const noted = { id: paperId, version, textHash, abstract: paper.abstract };
  return (
    <main className="sheet">
      <MineRequest paperIds={[paperId]} />
      <NotesProvider key={paperId} paper={noted} printed={notes}>
        <article className="paper" data-paper={paperId} aria-labelledby="title">
          <PaperHead paper={paper} />
          <Abstract parts={abstractParts(paper.abstract)} />
          <Margin />
          <div className="paper-rest">
            <PaperFacts paper={paper} voters={voters} />
            <Discussion />
          </div>
        </article>
      </NotesProvider>
    </main>
  );
}
