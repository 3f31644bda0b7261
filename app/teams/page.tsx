import { ownMetadata } from "@/components/seo/metadata";
import { CreateTeam } from "@/components/teams/create-team";
import { DissolvedTeams } from "@/components/teams/dissolved-teams";
import { NoTeams, TeamEntries } from "@/components/teams/team-entries";
import { signedIn } from "@/server/rsc";
import { createTeamAction, restoreTeamAction } from "./actions";

export const metadata = ownMetadata("Teams");

export default async function TeamsPage() {
  const { caller } = await signedIn("/teams");
  const { teams, dissolved } = await caller.teams.mine();
  return (
    <main className="sheet page">
      <header className="dateline">
        <h1>Teams</h1>
      </header>
      {teams.length > 0 ? <TeamEntries teams={teams} /> : <NoTeams />}
      <CreateTeam action={createTeamAction} open={teams.length === 0} />
      <DissolvedTeams teams={dissolved} action={restoreTeamAction} />
    </main>
  );
}
