import { createAction } from "@/app/lists/actions";
import { Unfold } from "@/components/editions/unfold";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { MineRequest } from "@/components/session/mine-request";
import { Collections } from "@/components/teams/collections";
import { TeamHead } from "@/components/teams/team-head";
import { Week } from "@/components/teams/week";
import { WeekFormula } from "@/components/teams/week-formula";
import { pageRead, signedIn } from "@/server/rsc";

type Props = PageProps<"/teams/[slug]">;

const teamAt = pageRead(async ({ slug }: { slug: string }) => {
  const { caller } = await signedIn(`/teams/${slug}`);
  const [team, week, collections] = await Promise.all([
    caller.teams.read({ slug }),
    caller.activity.week({ slug }),
    caller.teams.collections({ slug }),
  ]);
  return { team, week, collections };
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await teamAt(await params))?.team.name);
}

export default async function TeamPage({ params }: Props) {
  const found = await teamAt(await params);
  if (!found) return <NotHere />;
  const { team, week, collections } = found;
  return (
    <main className="sheet page">
      <TeamHead team={team} current="This week" />
      {team.description && <p className="list-description">{team.description}</p>}
      <MineRequest paperIds={week.map(({ paper }) => paper.id)} />
      <Collections teamId={team.id} collections={collections} create={createAction} />
      <section aria-labelledby="week">
        <div className="team-week-head">
          <h2 id="week" className="section-title">
            This week in the team
          </h2>
          <WeekFormula />
        </div>
        <Week entries={week} />
      </section>
      <Unfold />
    </main>
  );
}
