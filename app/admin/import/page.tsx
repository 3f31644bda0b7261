import { ImportPapers } from "@/components/admin/import/import-papers";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../frame";
import { confirmAction } from "./actions";

const read = pageRead(async () => {
  const { caller } = await signedIn("/admin/import");
  const [last, means] = await Promise.all([caller.ingest.last(), caller.confirmation.means()]);
  return { last, means };
});

export async function generateMetadata() {
  return ownMetadata((await read()) && "Import papers");
}

export default async function ImportPage() {
  const found = await read();
  if (!found) return <NotHere />;
  return (
    <AdminFrame current="Import">
      <ImportPapers {...found} action={confirmAction} />
    </AdminFrame>
  );
}
