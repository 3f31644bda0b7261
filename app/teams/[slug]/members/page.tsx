import { TeamInvitations } from "@/components/invitations/team-invitations";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { Members } from "@/components/teams/members";
import { TeamHead } from "@/components/teams/team-head";
import { pageRead, signedIn } from "@/server/api/rsc";
import { changeInvitationAction, inviteAction, memberAction } from "./actions";

type Props = PageProps<"/teams/[slug]/members">;

const membersAt = pageRead(async ({ slug }: { slug: string }) => {
  const { caller } = await signedIn(`/teams/${slug}/members`);
  const [team, members] = await Promise.all([
    caller.teams.read({ slug }),
    caller.teams.members({ slug }),
  ]);
  if (team.role === "member") return { team, members, invited: null };
  const [open, collections] = await Promise.all([
    caller.invitations.ofTeam({ teamId: team.id }),
    caller.teams.collections({ slug }),
  ]);
  // a new member lands on what members see
  const lands = collections.filter(({ visibility }) => visibility === "team");
  return { team, members, invited: { open, collections: lands } };
});

export async function generateMetadata({ params }: Props) {
  const found = await membersAt(await params);
  return ownMetadata(found && `Members of ${found.team.name}`);
}

export default async function MembersPage({ params }: Props) {
  const found = await membersAt(await params);
  if (!found) return <NotHere />;
  const { team, members, invited } = found;
  return (
    <main className="sheet page">
      <TeamHead team={team} current="Members" />
      <div className="team-sections">
        <Section title="Members">
          <Members teamId={team.id} members={members} own={team.role} action={memberAction} />
        </Section>
        {invited && (
          <TeamInvitations
            team={team}
            {...invited}
            invite={inviteAction}
            change={changeInvitationAction}
          />
        )}
      </div>
    </main>
  );
}
