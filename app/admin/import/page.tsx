import { AdminFrame } from "@/components/admin/admin-frame";
import { ImportPapers } from "@/components/admin/import/import-papers";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { confirmAction } from "./actions";

const means = pageRead(async () => {
  const { caller } = await signedIn("/admin/import");
  await caller.ingest.last();
  return caller.confirmation.means();
});

export async function generateMetadata() {
  return ownMetadata((await means()) && "Import papers");
}

export default async function ImportPage() {
  const found = await means();
  if (!found) return <NotHere />;
  return (
    <AdminFrame current="Import">
      <ImportPapers means={found} action={confirmAction} />
    </AdminFrame>
  );
}
