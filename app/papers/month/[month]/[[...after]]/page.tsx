import { cache } from "react";
import { Credit } from "@/components/editions/credit";
import { Dateline } from "@/components/editions/dateline";
import { dayOfMonth, monthTitle, nearMonth } from "@/components/editions/dates";
import { Days } from "@/components/editions/days";
import { NoEdition } from "@/components/editions/no-edition";
import { PaperList } from "@/components/editions/paper-list";
import { PeriodTabs } from "@/components/editions/period-tabs";
import { editionMetadata, missingMetadata } from "@/components/seo/metadata";
import { orNull, printing } from "@/server/rsc";

export const dynamic = "force-static";

/** Nothing is printed at build time: a page is printed when it is first asked for. */
export const generateStaticParams = () => [];

const monthOf = cache((month: string, after?: string) =>
  orNull(printing().editions.monthly({ month, after })),
);

type Props = PageProps<"/papers/month/[month]/[[...after]]">;

export async function generateMetadata({ params }: Props) {
  const { month, after } = await params;
  const page = await monthOf(month, after?.join("/"));
  if (!page) return missingMetadata("No edition in this month");
  return editionMetadata({
    title: monthTitle(month),
    own: `/papers/month/${month}`,
    after,
    ...page,
  });
}

export default async function MonthPage({ params }: Props) {
  const { month, after } = await params;
  const page = await monthOf(month, after?.join("/"));
  if (!page) return <NoEdition period="month" asked={month} after={after} />;
  const { previous, next, more } = page;
  const to = (near: string) => ({ href: `/papers/month/${near}`, label: nearMonth(near, month) });
  return (
    <main className="sheet">
      <Dateline title={monthTitle(month)} unit="month" previous={previous} next={next} to={to}>
        <Credit {...page} />
      </Dateline>
      <PeriodTabs current="Monthly" around={page.feedDates.at(-1) ?? null} latest={!next} />
      <Days feedDates={page.feedDates} label={dayOfMonth} />
      <PaperList papers={page.papers} more={more && `/papers/month/${month}?after=${more}`} dated />
    </main>
  );
}
