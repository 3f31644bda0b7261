import type { Metadata } from "next";
import Link from "next/link";
import { papersIn } from "@/components/papers/names";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { SharedRow } from "@/components/sharing/shared-row";
import { pageRead, reader } from "@/server/api/rsc";

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
  const { list, rows, more } = shared;
  const { token } = await props.params;
  return (
    <main className="sheet page">
      <header className="dateline">
        <div>
          <h1 dir="auto">{list.name}</h1>
          <p className="credit">{papersIn(list.papers)} · shared by link</p>
        </div>
      </header>
      {list.description && <p className="list-description">{list.description}</p>}
      {rows.map(({ paper, note }) => (
        <SharedRow key={paper.id} paper={paper} note={note} />
      ))}
      {rows.length === 0 && <p className="empty-lesson">No papers here yet.</p>}
      {more && (
        <p className="more">
          <Link className="btn" href={`/shared/${token}?after=${more}`} prefetch={false}>
            More papers
          </Link>
        </p>
      )}
    </main>
  );
}
