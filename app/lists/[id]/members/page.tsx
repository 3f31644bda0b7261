import { changeInvitationAction } from "@/app/teams/[slug]/members/actions";
import { ListTitle } from "@/components/lists/list-title";
import { ShareSections } from "@/components/lists/share-sections";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { siteUrl } from "@/server/mail/send";
import { listAt } from "../list";
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

export async function generateMetadata({ params }: Props) {
  const found = await listAt({ listId: (await params).id, below: "/members" });
  return ownMetadata(found && "Who may read it");
}

export default async function MembersPage({ params }: Props) {
  const found = await listAt({ listId: (await params).id, below: "/members" });
  if (!found) return <NotHere />;
  const { caller, page } = found;
  const { list, team, mayManage } = page;
  const listId = list.id;
  const [members, open, link] = await Promise.all([
    caller.listMembers.list({ listId }),
    team && mayManage ? caller.invitations.ofList({ listId }) : null,
    mayManage ? caller.sharing.link({ listId }) : null,
  ]);
  return (
    <main className="sheet page">
      <ListTitle list={list} title={mayManage ? "Share" : "People"} />
      <ShareSections
        members={members}
        open={open}
        link={link && siteUrl(`/shared/${link.token}`)}
        withNotes={link?.withNotes ?? false}
        actions={actions}
      />
    </main>
  );
}
