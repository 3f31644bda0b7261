import { cache } from "react";
import { DensitySwitch } from "@/components/editions/density-switch";
import { displayFont } from "@/components/editions/display-font";
import { TrendingOrder } from "@/components/editions/order";
import { PaperList } from "@/components/editions/paper-list";
import { partOf } from "@/components/editions/part";
import { NoneOfTopic, nextPart, Topics } from "@/components/editions/topics";
import { editionMetadata, missingMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { anonymousCaller, orNull } from "@/server/api/rsc";

export const dynamic = "force-static";

/** Nothing is rendered at build time: each page is rendered on its first request. */
export const generateStaticParams = () => [];

const OWN = "/papers/trending";

const trendingOf = cache((topic?: string, after?: string) =>
  orNull(anonymousCaller().editions.trending({ topic, after })),
);

type Props = PageProps<"/papers/trending/[[...after]]">;

export async function generateMetadata({ params }: Props) {
  const { topic, after } = partOf((await params).after);
  const page = await trendingOf(topic, after);
  if (!page) return missingMetadata("No such page of trending papers");
  return editionMetadata({ title: "Trending papers", own: OWN, after, ...page });
}

export default async function TrendingPage({ params }: Props) {
  const part = partOf((await params).after);
  const page = await trendingOf(part.topic, part.after);
  if (!page) return <NotHere />;
  const { papers, topics, topic, more } = page;
  return (
    <main className={`sheet ${displayFont.variable}`}>
      <header>
        <h1 className="front-title">Trending papers</h1>
        <div className="strip">
          <div className="strip-what">
            <p className="credit">Papers with many recent votes</p>
          </div>
        </div>
        <div className="front-bar">
          <Topics topics={topics} topic={topic} own={OWN} />
          <DensitySwitch />
        </div>
      </header>
      {topic && papers.length === 0 && <NoneOfTopic own={OWN} />}
      <PaperList
        papers={papers}
        more={nextPart(OWN, topic, more)}
        front={part.after ? undefined : "More trending papers"}
        dated
      />
      <TrendingOrder {...page} />
    </main>
  );
}
