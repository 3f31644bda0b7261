import { cache } from "react";
import { Credit } from "@/components/editions/credit";
import { Dateline } from "@/components/editions/dateline";
import { dayOfWeek, nearWeek, spanOf } from "@/components/editions/dates";
import { Days } from "@/components/editions/days";
import { NoEdition } from "@/components/editions/no-edition";
import { PaperList } from "@/components/editions/paper-list";
import { PeriodTabs } from "@/components/editions/period-tabs";
import { editionMetadata, missingMetadata } from "@/components/seo/metadata";
import { orNull, printing } from "@/server/rsc";

export const dynamic = "force-static";

/** Nothing is printed at build time: a page is printed when it is first asked for. */
export const generateStaticParams = () => [];

const weekOf = cache((week: string, after?: string) =>
  orNull(printing().editions.weekly({ week, after })),
);

type Props = PageProps<"/papers/week/[week]/[[...after]]">;

export async function generateMetadata({ params }: Props) {
  const { week, after } = await params;
  const page = await weekOf(week, after?.join("/"));
  if (!page) return missingMetadata("No edition in this week");
  return editionMetadata({
    title: spanOf(page.from, page.to),
    own: `/papers/week/${week}`,
    after,
    ...page,
  });
}

export default async function WeekPage({ params }: Props) {
  const { week, after } = await params;
  const page = await weekOf(week, after?.join("/"));
  if (!page) return <NoEdition period="week" asked={week} after={after} />;
  const { previous, next, more } = page;
  const to = (near: string) => ({ href: `/papers/week/${near}`, label: nearWeek(near, week) });
  return (
    <main className="sheet">
      <Dateline
        title={spanOf(page.from, page.to)}
        unit="week"
        previous={previous}
        next={next}
        to={to}
      >
        <Credit {...page} />
      </Dateline>
      <PeriodTabs current="Weekly" around={page.feedDates.at(-1) ?? null} latest={!next} />
      <Days feedDates={page.feedDates} label={dayOfWeek} />
      <PaperList papers={page.papers} more={more && `/papers/week/${week}?after=${more}`} dated />
    </main>
  );
}
