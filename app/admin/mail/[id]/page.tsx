import { KeptMessage } from "@/components/admin/kept-mail";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../../frame";

type Props = PageProps<"/admin/mail/[id]">;

const messageAt = pageRead(async ({ id }: { id: string }) => {
  const { caller } = await signedIn(`/admin/mail/${id}`);
  return caller.mail.read({ id });
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await messageAt(await params))?.subject ?? null);
}

export default async function MessagePage({ params }: Props) {
  const found = await messageAt(await params);
  if (!found) return <NotHere />;
  return (
    <AdminFrame current="Mail">
      <KeptMessage message={found} />
    </AdminFrame>
  );
}
