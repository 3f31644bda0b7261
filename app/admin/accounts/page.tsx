import { noticeLeft } from "@/app/visitor";
import { AccountList } from "@/components/admin/account-list";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Told } from "@/components/ui/told";
import { pageRead, type Query, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../frame";

type Props = PageProps<"/admin/accounts">;

const text = (value: Query[string]) => (typeof value === "string" ? value : undefined);

const accountsAt = pageRead(async ({ find, after }: Query) => {
  const { caller } = await signedIn("/admin/accounts", { find, after });
  const asked = { find: text(find)?.trim(), after: text(after) };
  const found = await caller.adminAccounts.list(asked);
  return { ...found, find: asked.find ?? "", isLater: asked.after !== undefined };
});

export async function generateMetadata({ searchParams }: Props) {
  return ownMetadata((await accountsAt(await searchParams)) && "Accounts");
}

export default async function AccountsPage({ searchParams }: Props) {
  const asked = await searchParams;
  const found = await accountsAt(asked);
  if (!found) return <NotHere />;
  const deleted = await noticeLeft(asked.deleted);
  return (
    <AdminFrame current="Accounts">
      {deleted && <Told text={deleted} />}
      <AccountList {...found} />
    </AdminFrame>
  );
}
