import { StatusList } from "@/components/admin/status-list";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "./frame";

const statusNow = pageRead(async () => {
  const { caller } = await signedIn("/admin");
  return caller.adminStatus.read();
});

export async function generateMetadata() {
  return ownMetadata((await statusNow()) && "Administration");
}

export default async function StatusPage() {
  const status = await statusNow();
  if (!status) return <NotHere />;
  return (
    <AdminFrame current="Status">
      <StatusList status={status} />
    </AdminFrame>
  );
}
