import { cache } from "react";
import { nearWeek, spanOf } from "@/components/editions/dates";
import { NoEdition } from "@/components/editions/no-edition";
import { partOf } from "@/components/editions/part";
import { Period } from "@/components/editions/period";
import { editionMetadata, missingMetadata } from "@/components/seo/metadata";
import { anonymousCaller, orNull } from "@/server/api/rsc";

export const dynamic = "force-static";

/** Nothing is rendered at build time: each page is rendered on its first request. */
export const generateStaticParams = () => [];

const weekOf = cache((week: string, topic?: string, after?: string) =>
  orNull(anonymousCaller().editions.weekly({ week, topic, after })),
);

type Props = PageProps<"/papers/week/[week]/[[...after]]">;

export async function generateMetadata({ params }: Props) {
  const { week, after: segments } = await params;
  const part = partOf(segments);
  const page = await weekOf(week, part.topic, part.after);
  if (!page) return missingMetadata("No edition in this week");
  return editionMetadata({
    title: spanOf(page.from, page.to),
    own: `/papers/week/${week}`,
    after: part.after,
    ...page,
  });
}

export default async function WeekPage({ params }: Props) {
  const { week, after: segments } = await params;
  const part = partOf(segments);
  const page = await weekOf(week, part.topic, part.after);
  if (!page) return <NoEdition period="week" asked={week} part={part} />;
  return (
    <Period
      unit="week"
      title={spanOf(page.from, page.to)}
      page={page}
      days={`week/${week}`}
      isContinued={part.after !== undefined}
      nameOf={(other) => nearWeek(other, week)}
    />
  );
}
