import Link from "next/link";
import { noticeLeft } from "@/app/visitor";
import { MoreLink } from "@/components/admin/more-link";
import { HiddenNotes } from "@/components/moderation/hidden-notes";
import { ReportList } from "@/components/moderation/report-list";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { Told } from "@/components/ui/told";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../frame";
import { decideAction, restoreAction } from "./actions";

type Props = PageProps<"/admin/reports">;

const reportsAt = pageRead(async ({ after }: { after?: string }) => {
  const { caller } = await signedIn("/admin/reports", { after });
  const [open, hidden] = await Promise.all([
    caller.moderation.reports({ after }),
    caller.moderation.hidden(),
  ]);
  return { ...open, hidden };
});

const reportsOf = async ({ searchParams }: Props) => {
  const { after } = await searchParams;
  return reportsAt({ after: after as string | undefined });
};

export async function generateMetadata(props: Props) {
  return ownMetadata((await reportsOf(props)) && "Reports");
}

export default async function ReportsPage(props: Props) {
  const found = await reportsOf(props);
  if (!found) return <NotHere />;
  const decided = await noticeLeft((await props.searchParams).decided);
  const about = (
    <>
      What is hidden or restored, and each warning, is in the{" "}
      <Link className="link" href="/moderation" prefetch={false}>
        public log of moderation
      </Link>
      , without the names of readers. What you dismiss is not.
    </>
  );
  return (
    <AdminFrame current="Reports">
      {decided && <Told text={decided} />}
      <div className="form-sections">
        <Section title="Reports" about={about}>
          <ReportList reports={found.reports} action={decideAction} />
          <MoreLink address="/admin/reports" more={found.more}>
            Later reports
          </MoreLink>
        </Section>
        <Section
          title="Hidden notes"
          about="On the papers only their authors still see them. The newest fifty."
        >
          <HiddenNotes notes={found.hidden} action={restoreAction} />
        </Section>
      </div>
    </AdminFrame>
  );
}
