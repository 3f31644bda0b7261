import { cache } from "react";
import { longDate } from "@/components/editions/dates";
import { Edition } from "@/components/editions/edition";
import { NoEdition } from "@/components/editions/no-edition";
import { partOf } from "@/components/editions/part";
import { editionMetadata, missingMetadata } from "@/components/seo/metadata";
import { anonymousCaller, orNull } from "@/server/api/rsc";

export const dynamic = "force-static";

/** Nothing is rendered at build time: each page is rendered on its first request. */
export const generateStaticParams = () => [];

const editionOf = cache((feedDate: string, topic?: string, after?: string) =>
  orNull(anonymousCaller().editions.daily({ feedDate, topic, after })),
);

type Props = PageProps<"/papers/date/[date]/[[...after]]">;

export async function generateMetadata({ params }: Props) {
  const { date, after: segments } = await params;
  const part = partOf(segments);
  const edition = await editionOf(date, part.topic, part.after);
  if (!edition && date === "latest" && !segments) return {};
  if (!edition) return missingMetadata("No edition on this day");
  const own = date === "latest" ? "/" : `/papers/date/${date}`;
  return editionMetadata({ title: longDate(edition.feedDate), own, after: part.after, ...edition });
}

export default async function EditionPage({ params }: Props) {
  const { date, after: segments } = await params;
  const part = partOf(segments);
  const edition = await editionOf(date, part.topic, part.after);
  if (!edition) return <NoEdition period="day" asked={date} part={part} />;
  // the front page says why it is old, if it is
  const outlook = date === "latest" && !segments ? await anonymousCaller().sources.outlook() : null;
  return <Edition edition={edition} isContinued={part.after !== undefined} outlook={outlook} />;
}
