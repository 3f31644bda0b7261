import { ReportForm } from "@/components/moderation/report-form";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { reportAction } from "./actions";

type Props = PageProps<"/report/[noteId]">;

const noteAt = pageRead(async ({ noteId }: { noteId: string }) => {
  const { caller } = await signedIn(`/report/${noteId}`);
  return caller.moderation.reportable({ noteId });
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await noteAt(await params)) && "Report a note");
}

export default async function ReportPage({ params }: Props) {
  const note = await noteAt(await params);
  if (!note) return <NotHere />;
  return (
    <main className="sheet settings">
      <h1 className="page-title">Report a note</h1>
      <div className="grid max-w-[36rem] gap-8">
        <ReportForm note={note} action={reportAction} />
      </div>
    </main>
  );
}
