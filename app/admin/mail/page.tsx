import { KeptMail } from "@/components/admin/kept-mail";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../frame";

const mailNow = pageRead(async () => {
  const { caller } = await signedIn("/admin/mail");
  return caller.mail.list();
});

export async function generateMetadata() {
  return ownMetadata((await mailNow()) && "Mail");
}

export default async function MailPage() {
  const found = await mailNow();
  if (!found) return <NotHere />;
  return (
    <AdminFrame current="Mail">
      <KeptMail {...found} />
    </AdminFrame>
  );
}
