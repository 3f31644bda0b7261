import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { TeamHead } from "@/components/teams/team-head";
import { CollectionsTrash } from "@/components/trash/collections-trash";
import { pageRead, signedIn } from "@/server/api/rsc";
import { restoreCollectionAction } from "./actions";

type Props = PageProps<"/teams/[slug]/trash">;

const trashOf = pageRead(async ({ slug }: { slug: string }) => {
  const { caller } = await signedIn(`/teams/${slug}/trash`);
  const [team, collections] = await Promise.all([
    caller.teams.read({ slug }),
    caller.trash.collections({ slug }),
  ]);
  return { team, collections };
});

export async function generateMetadata({ params }: Props) {
  const found = await trashOf(await params);
  return ownMetadata(found && `Deleted collections of ${found.team.name}`);
}

export default async function TeamTrashPage({ params }: Props) {
  const found = await trashOf(await params);
  if (!found) return <NotHere />;
  const { team, collections } = found;
  return (
    <main className="sheet page">
      <TeamHead team={team} />
      <CollectionsTrash collections={collections} restore={restoreCollectionAction} />
    </main>
  );
}
