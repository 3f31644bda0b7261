import { cache } from "react";
import { DensitySwitch } from "@/components/editions/density-switch";
import { displayFont } from "@/components/editions/display-font";
import { TrendingOrder } from "@/components/editions/order";
import { PaperList } from "@/components/editions/paper-list";
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
    <main className={`sheet ${displayFont.variable}`}>
      <header>
        <h1 className="front-title">Trending papers</h1>
        <div className="strip">
          <div className="strip-what">
            <p className="credit">Papers with many recent votes</p>
          </div>
          <DensitySwitch />
        </div>
      </header>
      <PaperList
        papers={page.papers}
        more={page.more && `/papers/trending?after=${page.more}`}
        front={after ? undefined : "More that trend"}
        dated
      />
      <TrendingOrder {...page} />
    </main>
  );
}
