import { createAction } from "@/app/lists/actions";
import { RowListeners } from "@/components/editions/row-listeners";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Collections } from "@/components/teams/collections";
import { TeamHead } from "@/components/teams/team-head";
import { ThisWeek } from "@/components/teams/this-week";
import { pageRead, signedIn } from "@/server/api/rsc";

type Props = PageProps<"/teams/[slug]">;

const teamAt = pageRead(async ({ slug }: { slug: string }) => {
  const { caller } = await signedIn(`/teams/${slug}`);
  const [team, week, collections, deleted] = await Promise.all([
    caller.teams.read({ slug }),
    caller.activity.week({ slug }),
    caller.teams.collections({ slug }),
    caller.trash.collections({ slug }),
  ]);
  return { team, week, collections, deleted };
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await teamAt(await params))?.team.name);
}

export default async function TeamPage({ params }: Props) {
  const found = await teamAt(await params);
  if (!found) return <NotHere />;
  const { team, week } = found;
  return (
    <main className="sheet page">
      <TeamHead team={team} current="This week" />
      {team.description && <p className="list-description">{team.description}</p>}
      <Collections {...found} create={createAction} />
      <ThisWeek entries={week} team={team} />
      <RowListeners />
    </main>
  );
}
