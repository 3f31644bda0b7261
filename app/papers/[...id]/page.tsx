import { permanentRedirect } from "next/navigation";
import { cache } from "react";
import { Abstract } from "@/components/annotations/abstract";
import { Discussion } from "@/components/annotations/discussion";
import { Margin } from "@/components/annotations/margin";
import { NotesProvider } from "@/components/annotations/notes";
import { abstractParts } from "@/components/papers/abstract-parts";
import { NoPaper } from "@/components/papers/no-paper";
import { PaperFacts } from "@/components/papers/paper-facts";
import { PaperHead } from "@/components/papers/paper-head";
import { missingMetadata } from "@/components/seo/metadata";
import { paperMetadata } from "@/components/seo/paper-metadata";
import { MineRequest } from "@/components/session/mine-request";
import { orNull, printing } from "@/server/rsc";

export const dynamic = "force-static";

export const generateStaticParams = () => [];

type Props = PageProps<"/papers/[...id]">;

const addressOf = async ({ params }: Props) => decodeURIComponent((await params).id.join("/"));

const paperAt = cache((address: string) => orNull(printing().papers.at({ address })));

export async function generateMetadata(props: Props) {
  const found = await paperAt(await addressOf(props));
  if (!found) return missingMetadata("No such paper here");
  return found.paper ? paperMetadata(found.paper) : {};
}

export default async function PaperPage(props: Props) {
  const address = await addressOf(props);
  const found = await paperAt(address);
  if (!found) return <NoPaper address={address} />;
  if (!found.paper) permanentRedirect(`/papers/${found.movedTo}`);
  const { paper } = found;
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
