import { ConfirmReading, KeptMessage } from "@/components/admin/kept-mail";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { ifConfirmed, pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../../frame";
import { readAction } from "./actions";

type Props = PageProps<"/admin/mail/[id]">;

const messageAt = pageRead(async ({ id }: { id: string }) => {
  const { caller } = await signedIn(`/admin/mail/${id}`);
  const message = await ifConfirmed(caller.mail.read({ id }));
  return message ? { message } : { means: await caller.confirmation.means() };
});

export async function generateMetadata({ params }: Props) {
  const found = await messageAt(await params);
  return ownMetadata(found && (found.message?.subject ?? "A kept message"));
}

export default async function MessagePage({ params }: Props) {
  const found = await messageAt(await params);
  if (!found) return <NotHere />;
  return (
    <AdminFrame current="Mail">
      {found.message ? (
        <KeptMessage message={found.message} />
      ) : (
        <ConfirmReading means={found.means} action={readAction} />
      )}
    </AdminFrame>
  );
}
