import { TeamInvitations } from "@/components/invitations/team-invitations";
import { Paged } from "@/components/people/paged";
import { partOf } from "@/components/people/part-of";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { Members } from "@/components/teams/members";
import { TeamGuests } from "@/components/teams/team-guests";
import { TeamHead } from "@/components/teams/team-head";
import { pageRead, type Query, signedIn } from "@/server/api/rsc";
import { mailFate } from "@/server/platform/email/send";
import { changeInvitationAction, inviteAction, inviteEachAction, memberAction } from "./actions";

type Props = PageProps<"/teams/[slug]/members">;

const membersAt = pageRead(async ({ slug, query }: { slug: string; query: Query }) => {
  const { find, page } = query;
  const { caller } = await signedIn(`/teams/${slug}/members`, { find, page });
  const [team, all] = await Promise.all([
    caller.teams.read({ slug }),
    caller.teams.members({ slug }),
  ]);
  const { shown, ...part } = partOf(all, query);
  const members = { shown, part, owners: all.filter(({ role }) => role === "owner").length };
  if (team.role === "member") return { team, members, invited: null, guests: [] };
  const [open, guests, collections, { isClosed }] = await Promise.all([
    caller.invitations.ofTeam({ teamId: team.id }),
    caller.teams.guests({ slug }),
    caller.teams.collections({ slug }),
    caller.installation.shown(),
  ]);
  // a new member starts at a collection that members see
  const lands = collections.filter(({ visibility }) => visibility === "team");
  return { team, members, invited: { open, collections: lands, isClosed }, guests };
});

async function membersOf({ params, searchParams }: Props) {
  const [{ slug }, query] = await Promise.all([params, searchParams]);
  return membersAt({ slug, query });
}

export async function generateMetadata(props: Props) {
  const found = await membersOf(props);
  return ownMetadata(found && `Members of ${found.team.name}`);
}

export default async function MembersPage(props: Props) {
  const found = await membersOf(props);
  if (!found) return <NotHere />;
  const { team, members, invited, guests } = found;
  return (
    <main className="sheet page">
      <TeamHead team={team} current="Members" />
      <div className="form-sections">
        <Section title="Members">
          <Paged address={`/teams/${team.slug}/members`} part={members.part}>
            <Members
              team={team}
              members={members.shown}
              owners={members.owners}
              action={memberAction}
            />
          </Paged>
        </Section>
        <TeamGuests guests={guests} />
        {invited && (
          <TeamInvitations
            team={team}
            {...invited}
            isKept={mailFate() === "kept"}
            invite={inviteAction}
            inviteEach={inviteEachAction}
            change={changeInvitationAction}
          />
        )}
      </div>
    </main>
  );
}
