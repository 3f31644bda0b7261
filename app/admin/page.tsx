import { noticeLeft } from "@/app/visitor";
import { JobList } from "@/components/admin/job-list";
import { StatusList } from "@/components/admin/status-list";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Told } from "@/components/ui/told";
import { pageRead, signedIn } from "@/server/api/rsc";
import { failedAction, runAction } from "./actions";
import { AdminFrame } from "./frame";

type Props = PageProps<"/admin">;

const statusNow = pageRead(async () => {
  const { caller } = await signedIn("/admin");
  const [status, jobs] = await Promise.all([
    caller.adminStatus.read(),
    caller.adminJobs.overview(),
  ]);
  return { status, jobs };
});

export async function generateMetadata() {
  return ownMetadata((await statusNow()) && "Administration");
}

export default async function StatusPage({ searchParams }: Props) {
  const found = await statusNow();
  if (!found) return <NotHere />;
  const done = await noticeLeft((await searchParams).done);
  return (
    <AdminFrame current="Status">
      {done && <Told text={done} />}
      <div className="admin-columns">
        <StatusList status={found.status} />
        <JobList jobs={found.jobs} runAction={runAction} failedAction={failedAction} />
      </div>
    </AdminFrame>
  );
}
