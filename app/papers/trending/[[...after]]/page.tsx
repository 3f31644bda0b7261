import { cache } from "react";
import { Dateline } from "@/components/editions/dateline";
import { TrendingOrder } from "@/components/editions/order";
import { PaperList } from "@/components/editions/paper-list";
import { PeriodTabs } from "@/components/editions/period-tabs";
import { editionMetadata, missingMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { anonymousCaller, orNull } from "@/server/api/rsc";

export const dynamic = "force-static";

/** Nothing is rendered at build time: each page is rendered on its first request. */
export const generateStaticParams = () => [];

const trendingOf = cache((after?: string) =>
  orNull(anonymousCaller().editions.trending({ after })),
);

type Props = PageProps<"/papers/trending/[[...after]]">;

export async function generateMetadata({ params }: Props) {
  const { after } = await params;
  const page = await trendingOf(after?.join("/"));
  if (!page) return missingMetadata("No such page of trending papers");
  return editionMetadata({
    title: "Trending papers",
    own: "/papers/trending",
    after: after?.join("/"),
    ...page,
  });
}

export default async function TrendingPage({ params }: Props) {
  const { after } = await params;
  const page = await trendingOf(after?.join("/"));
  if (!page) return <NotHere />;
  return (
    <main className="sheet">
      <Dateline title="Trending papers">
        <div className="credit">
          <p>Papers with many recent votes</p>
          <TrendingOrder {...page} />
        </div>
      </Dateline>
      <PeriodTabs current="Trending" around={page.latest} latest />
      <PaperList
        papers={page.papers}
        more={page.more && `/papers/trending?after=${page.more}`}
        dated
      />
    </main>
  );
}
