import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { EditTeam } from "@/components/teams/edit-team";
import { LeaveTeam } from "@/components/teams/leave-team";
import { OwnTeam } from "@/components/teams/own-team";
import { SettingsNews } from "@/components/teams/settings-news";
import { TeamHead } from "@/components/teams/team-head";
import { pageRead, signedIn } from "@/server/api/rsc";
import { dissolveAction, editTeamAction, leaveAction, transferAction } from "./actions";

type Props = PageProps<"/teams/[slug]/settings">;

const settingsAt = pageRead(async ({ slug }: { slug: string }) => {
  const { caller } = await signedIn(`/teams/${slug}/settings`);
  const [team, members] = await Promise.all([
    caller.teams.read({ slug }),
    caller.teams.members({ slug }),
  ]);
  return { team, others: members.filter(({ me }) => !me) };
});

export async function generateMetadata({ params }: Props) {
  const found = await settingsAt(await params);
  return ownMetadata(found && `Settings of ${found.team.name}`);
}

export default async function TeamSettingsPage({ params, searchParams }: Props) {
  const found = await settingsAt(await params);
  if (!found) return <NotHere />;
  const { team, others } = found;
  return (
    <main className="sheet page">
      <TeamHead team={team} current="Settings" />
      <div className="form-sections">
        <SettingsNews team={team} others={others} asked={await searchParams} />
        {team.role !== "member" && (
          <EditTeam team={team} action={editTeamAction.bind(null, team.slug)} />
        )}
        {team.role === "owner" && (
          <OwnTeam
            team={team}
            others={others}
            transfer={transferAction}
            dissolve={dissolveAction}
          />
        )}
        <LeaveTeam team={team} action={leaveAction} />
      </div>
    </main>
  );
}
