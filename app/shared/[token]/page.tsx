import type { Metadata } from "next";
import { PaperList } from "@/components/editions/paper-list";
import { papersOn } from "@/components/papers/names";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { ExportMenu } from "@/components/ui/export-menu";
import { pageRead, reader } from "@/server/api/rsc";
import { paperFormats } from "@/server/exports/schema";

type Props = PageProps<"/shared/[token]">;

const sharedAt = pageRead(async (asked: { token: string; after?: string }) =>
  (await reader()).caller.sharing.read(asked),
);

async function sharedOf({ params, searchParams }: Props) {
  const [{ token }, { after }] = await Promise.all([params, searchParams]);
  return sharedAt({ token, after: after as string | undefined });
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const shared = await sharedOf(props);
  return { ...ownMetadata(shared?.list.name), referrer: "same-origin" };
}

export default async function SharedPage(props: Props) {
  const shared = await sharedOf(props);
  if (!shared) return <NotHere />;
  const { list, papers, remarks, more } = shared;
  const { token } = await props.params;
  const address = `/shared/${token}`;
  return (
    <main className="sheet page">
      <header className="dateline">
        <div>
          <h1 dir="auto">{list.name}</h1>
          <p className="credit">{papersOn(list.papers)} · shared by link</p>
        </div>
        {papers.length > 0 && <ExportMenu of={address} formats={paperFormats} />}
      </header>
      {list.description && <p className="list-description">{list.description}</p>}
      {papers.length > 0 ? (
        <PaperList papers={papers} remarks={remarks} more={more && `${address}?after=${more}`} />
      ) : (
        <p className="empty-lesson">No papers here yet.</p>
      )}
    </main>
  );
}
