import { AuditList } from "@/components/admin/audit-list";
import { MoreLink } from "@/components/admin/more-link";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../frame";

type Props = PageProps<"/admin/log">;

const logAt = pageRead(async ({ after }: { after?: string }) => {
  const { caller } = await signedIn("/admin/log", { after });
  return caller.audit.log({ after });
});

const logOf = async ({ searchParams }: Props) => {
  const { after } = await searchParams;
  return logAt({ after: after as string | undefined });
};

export async function generateMetadata(props: Props) {
  return ownMetadata((await logOf(props)) && "Log of administration");
}

export default async function LogPage(props: Props) {
  const found = await logOf(props);
  if (!found) return <NotHere />;
  const { entries, more } = found;
  return (
    <AdminFrame current="Log">
      {entries.length > 0 ? (
        <AuditList entries={entries} />
      ) : (
        <p className="py-5 text-soft">
          Nothing yet. What administrators do to accounts and to this installation is listed here,
          and stays when an account is deleted.
        </p>
      )}
      <MoreLink address="/admin/log" more={more}>
        Earlier
      </MoreLink>
    </AdminFrame>
  );
}
