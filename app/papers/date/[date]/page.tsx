import { PaperRow } from "@/components/papers/paper-row";
import { MineRequest } from "@/components/session/mine-request";
import { orNotFound, printing } from "@/server/rsc";

export const dynamic = "force-static";

/** Nothing is printed at build time: a page is printed when it is first asked for. */
export const generateStaticParams = () => [];

export default async function EditionPage({ params }: PageProps<"/papers/date/[date]">) {
  const { date } = await params;
  const edition = await orNotFound(printing().editions.daily({ feedDate: date }));
  return (
    <main className="sheet">
      <MineRequest paperIds={edition.papers.map((paper) => paper.id)} />
      <div className="dateline">
        <h1>{edition.feedDate}</h1>
      </div>
      {edition.papers.map((paper) => (
        <PaperRow key={paper.id} paper={paper} />
      ))}
    </main>
  );
}
