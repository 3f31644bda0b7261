import { noticeLeft } from "@/app/visitor";
import { CuratedDayHead, FetchForm } from "@/components/curation/day-head";
import { DayPapers } from "@/components/curation/day-papers";
import { RemovedPapers } from "@/components/curation/removed-papers";
import { WaitingList } from "@/components/curation/waiting-list";
import { longDate } from "@/components/editions/dates";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { Told } from "@/components/ui/told";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../frame";
import { decideAction, fetchAction, paperAction, placeAction, restoreAction } from "./actions";

type Props = PageProps<"/admin/editions">;

const dayAt = pageRead(async ({ day }: { day?: string }) => {
  const { caller } = await signedIn("/admin/editions", { day });
  return caller.curation.day({ feedDate: day || undefined });
});

const dayOf = async ({ searchParams }: Props) => {
  const { day } = await searchParams;
  return dayAt({ day: day as string | undefined });
};

export async function generateMetadata(props: Props) {
  return ownMetadata((await dayOf(props)) && "Editions");
}

export default async function EditionsPage(props: Props) {
  const found = await dayOf(props);
  if (!found) return <NotHere />;
  const done = await noticeLeft((await props.searchParams).done);
  const { feedDate, queue, isCurated, removed, asks } = found;
  return (
    <AdminFrame current="Editions">
      {done && <Told text={done} />}
      <div className="form-sections">
        {(isCurated || queue.length > 0) && (
          <Section title="Waiting" about="What readers submitted, the oldest first.">
            <WaitingList queue={queue} action={decideAction} />
          </Section>
        )}
        <Section title={longDate(feedDate)} about={<CuratedDayHead day={found} />}>
          <DayPapers day={found} place={placeAction} change={paperAction} />
          {asks && <FetchForm feedDate={feedDate} action={fetchAction} />}
        </Section>
        <Section
          title="Removed papers"
          about="The last fifty, of all days. No source brings them back."
        >
          <RemovedPapers removed={removed} action={restoreAction} />
        </Section>
      </div>
    </AdminFrame>
  );
}
