import { changeInvitationAction } from "@/app/teams/[slug]/members/actions";
import { ListTitle } from "@/components/lists/list-title";
import { ShareSections } from "@/components/lists/share-sections";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead } from "@/server/api/rsc";
import { siteUrl } from "@/server/platform/email/send";
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

const sharingOf = pageRead(async ({ id }: { id: string }) => {
  const { caller, page } = await openList(id, "/members");
  const { list, team, mayManage } = page;
  const listId = list.id;
  const [members, open, link] = await Promise.all([
    caller.listMembers.list({ listId }),
    team && mayManage ? caller.invitations.ofList({ listId }) : null,
    mayManage ? caller.sharing.link({ listId }) : null,
  ]);
  return { list, mayManage, members, open, link };
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await sharingOf(await params)) && "Who may read it");
}

export default async function MembersPage({ params }: Props) {
  const found = await sharingOf(await params);
  if (!found) return <NotHere />;
  const { list, mayManage, members, open, link } = found;
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
