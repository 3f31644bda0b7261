import { ListTitle } from "@/components/lists/list-title";
import { MembersList } from "@/components/lists/members-list";
import { NameMember } from "@/components/lists/name-member";
import { OpenToForm } from "@/components/lists/open-to-form";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { PublicLink } from "@/components/sharing/public-link";
import { siteUrl } from "@/server/mail/send";
import { listAt } from "../list";
import { linkAction, openToAction, removeMemberAction, setMemberAction } from "./actions";

type Props = PageProps<"/lists/[id]/members">;

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
  const [members, link] = await Promise.all([
    caller.listMembers.list({ listId }),
    mayManage ? caller.sharing.link({ listId }) : null,
  ]);
  const address = link && siteUrl(`/shared/${link.token}`);
  return (
    <main className="sheet page">
      <ListTitle list={list} title={mayManage ? "Share" : "People"} />
      <div className="settings">
        {team && mayManage && (
          <Section title="Who sees it">
            <OpenToForm members={members} action={openToAction} />
          </Section>
        )}
        {team && (
          <Section title="People">
            <MembersList members={members} set={setMemberAction} remove={removeMemberAction} />
            {mayManage && <NameMember members={members} action={setMemberAction} />}
          </Section>
        )}
        {mayManage && (
          <Section title="Public link">
            <PublicLink
              listId={listId}
              link={address}
              withNotes={link?.withNotes ?? false}
              action={linkAction}
            />
          </Section>
        )}
      </div>
    </main>
  );
}
