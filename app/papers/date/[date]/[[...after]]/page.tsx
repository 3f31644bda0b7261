import { cache } from "react";
import { partOf } from "@/app/papers/part";
import { longDate } from "@/components/editions/dates";
import { Edition } from "@/components/editions/edition";
import { NoEdition } from "@/components/editions/no-edition";
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
  const { date, after: part } = await params;
  const { topic, after } = partOf(part);
  const edition = await editionOf(date, topic, after);
  if (!edition && date === "latest") return {};
  if (!edition) return missingMetadata("No edition on this day");
  const own = date === "latest" ? "/" : `/papers/date/${date}`;
  return editionMetadata({ title: longDate(edition.feedDate), own, after, ...edition });
}

export default async function EditionPage({ params }: Props) {
  const { date, after: part } = await params;
  const { topic, after } = partOf(part);
  const edition = await editionOf(date, topic, after);
  if (!edition) return <NoEdition period="day" asked={date} part={part} />;
  return <Edition edition={edition} />;
}
