import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { PreviewView } from "@/components/submissions/preview-view";
import { pageRead, signedIn } from "@/server/api/rsc";
import { pasteAction, sendAction, upvoteAction } from "../actions";

type Props = PageProps<"/submit/[id]">;

const previewAt = pageRead(async ({ id }: { id: string }) => {
  const { caller } = await signedIn(`/submit/${id}`);
  return caller.submissions.preview({ id });
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await previewAt(await params)) && "Submit a paper");
}

export default async function PreviewPage({ params }: Props) {
  const preview = await previewAt(await params);
  if (!preview) return <NotHere />;
  return (
    <main className="sheet settings">
      <PreviewView preview={preview} send={sendAction} upvote={upvoteAction} paste={pasteAction} />
    </main>
  );
}
