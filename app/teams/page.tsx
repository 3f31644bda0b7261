import { ownMetadata } from "@/components/seo/metadata";
import { CreateTeam } from "@/components/teams/create-team";
import { DissolvedTeams } from "@/components/teams/dissolved-teams";
import { NoTeams, TeamEntries } from "@/components/teams/team-entries";
import { Told } from "@/components/ui/told";
import { signedIn } from "@/server/api/rsc";
import { noticeLeft } from "../visitor";
import { createTeamAction, restoreTeamAction } from "./actions";

export const metadata = ownMetadata("Teams");

export default async function TeamsPage({ searchParams }: PageProps<"/teams">) {
  const { caller } = await signedIn("/teams");
  const { teams, dissolved } = await caller.teams.mine();
  const asked = await searchParams;
  const left = await noticeLeft(asked.left);
  const gone = dissolved.find(({ id }) => id === asked.dissolved);
  return (
    <main className="sheet page">
      <header className="dateline">
        <h1>Teams</h1>
      </header>
      {teams.length > 0 ? <TeamEntries teams={teams} /> : <NoTeams />}
      {left && <Told text={left} />}
      {gone && (
        <Told
          text={`${gone.name} is dissolved. You can restore it here until it is deleted for good.`}
        />
      )}
      <DissolvedTeams teams={dissolved} action={restoreTeamAction} />
      <CreateTeam action={createTeamAction} first={teams.length === 0} />
    </main>
  );
}
