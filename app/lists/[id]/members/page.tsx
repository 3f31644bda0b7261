import { changeInvitationAction } from "@/app/teams/[slug]/members/actions";
import { ListTitle } from "@/components/lists/list-title";
import { ShareSections } from "@/components/lists/share-sections";
import { partOf } from "@/components/people/part-of";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, type Query } from "@/server/api/rsc";
import { mailFate, siteUrl } from "@/server/platform/email/send";
import { openList } from "../list";
import {
  inviteGuestAction,
  linkAction,
  openToAction,
  removeMemberAction,
  setMemberAction,
} from "./actions";

type Props = PageProps<"/lists/[id]/members">;

const actions = {
  openTo: openToAction,
  set: setMemberAction,
  remove: removeMemberAction,
  invite: inviteGuestAction,
  changeInvitation: changeInvitationAction,
  link: linkAction,
};

const sharingOf = pageRead(async ({ id, query }: { id: string; query: Query }) => {
  const { find, page: number } = query;
  const { caller, page } = await openList(id, "/members", { find, page: number });
  const { list, team, mayManage } = page;
  const listId = list.id;
  const [members, open, link, { isClosed }] = await Promise.all([
    caller.listMembers.list({ listId }),
    team && mayManage ? caller.invitations.ofList({ listId }) : null,
    mayManage ? caller.sharing.link({ listId }) : null,
    caller.installation.shown(),
  ]);
  const { shown, ...part } = partOf(members.people, query);
  return { list, mayManage, members: { ...members, people: shown }, part, open, link, isClosed };
});

async function membersAt({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  return sharingOf({ id, query });
}

export async function generateMetadata(props: Props) {
  return ownMetadata((await membersAt(props)) && "Who may read it");
}

export default async function MembersPage(props: Props) {
  const found = await membersAt(props);
  if (!found) return <NotHere />;
  const { list, mayManage, members, part, open, link, isClosed } = found;
  return (
    <main className="sheet page">
      <ListTitle list={list} title={mayManage ? "Share" : "People"} />
      <ShareSections
        members={members}
        part={part}
        open={open}
        isClosed={isClosed}
        isKept={mailFate() === "kept"}
        link={link && siteUrl(`/shared/${link.token}`)}
        withNotes={link?.withNotes ?? false}
        actions={actions}
      />
    </main>
  );
}
