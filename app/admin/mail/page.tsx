import { KeptMail } from "@/components/admin/kept-mail";
import { MoreLink } from "@/components/admin/more-link";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../frame";

type Props = PageProps<"/admin/mail">;

const mailAt = pageRead(async ({ after }: { after?: string }) => {
  const { caller } = await signedIn("/admin/mail", { after });
  return caller.mail.list({ after });
});

const mailOf = async ({ searchParams }: Props) => {
  const { after } = await searchParams;
  return mailAt({ after: after as string | undefined });
};

export async function generateMetadata(props: Props) {
  return ownMetadata((await mailOf(props)) && "Mail");
}

export default async function MailPage(props: Props) {
  const found = await mailOf(props);
  if (!found) return <NotHere />;
  return (
    <AdminFrame current="Mail">
      <KeptMail {...found} />
      <MoreLink address="/admin/mail" more={found.more}>
        Earlier
      </MoreLink>
    </AdminFrame>
  );
}
