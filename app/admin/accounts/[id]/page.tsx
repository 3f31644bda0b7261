import { AccountView } from "@/components/admin/account-view";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../../frame";
import * as actions from "./actions";

type Props = PageProps<"/admin/accounts/[id]">;

const accountAt = pageRead(async ({ id }: { id: string }) => {
  const { caller } = await signedIn(`/admin/accounts/${id}`);
  const [account, { entries }, means] = await Promise.all([
    caller.adminAccounts.read({ userId: id }),
    caller.audit.log({ subjectId: id }),
    caller.confirmation.means(),
  ]);
  return { account, entries, means };
});

export async function generateMetadata({ params }: Props) {
  const found = await accountAt(await params);
  return ownMetadata(found && `Account of ${found.account.name}`);
}

export default async function AccountPage({ params }: Props) {
  const found = await accountAt(await params);
  if (!found) return <NotHere />;
  return (
    <AdminFrame current="Accounts">
      <AccountView {...found} actions={actions} />
    </AdminFrame>
  );
}
