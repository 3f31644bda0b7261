import { cache } from "react";
import { monthTitle, nearMonth } from "@/components/editions/dates";
import { NoEdition } from "@/components/editions/no-edition";
import { partOf } from "@/components/editions/part";
import { Period } from "@/components/editions/period";
import { editionMetadata, missingMetadata } from "@/components/seo/metadata";
import { anonymousCaller, orNull } from "@/server/api/rsc";

export const dynamic = "force-static";

/** Nothing is rendered at build time: each page is rendered on its first request. */
export const generateStaticParams = () => [];

const monthOf = cache((month: string, topic?: string, after?: string) =>
  orNull(anonymousCaller().editions.monthly({ month, topic, after })),
);

type Props = PageProps<"/papers/month/[month]/[[...after]]">;

export async function generateMetadata({ params }: Props) {
  const { month, after: segments } = await params;
  const part = partOf(segments);
  const page = await monthOf(month, part.topic, part.after);
  if (!page) return missingMetadata("No edition in this month");
  return editionMetadata({
    title: monthTitle(month),
    own: `/papers/month/${month}`,
    after: part.after,
    ...page,
  });
}

export default async function MonthPage({ params }: Props) {
  const { month, after: segments } = await params;
  const part = partOf(segments);
  const page = await monthOf(month, part.topic, part.after);
  if (!page) return <NoEdition period="month" asked={month} part={part} />;
  return (
    <Period
      unit="month"
      title={monthTitle(month)}
      page={page}
      days={`month/${month}`}
      isContinued={part.after !== undefined}
      nameOf={(other) => nearMonth(other, month)}
    />
  );
}
