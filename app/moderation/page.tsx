import type { Metadata } from "next";
import { MoreLink } from "@/components/admin/more-link";
import { ModerationLog } from "@/components/moderation/moderation-log";
import { missingMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, reader } from "@/server/api/rsc";

type Props = PageProps<"/moderation">;

const logAt = pageRead(async ({ after }: { after?: string }) => {
  const { caller } = await reader();
  return caller.moderation.log({ after });
});

const logOf = async ({ searchParams }: Props) => {
  const { after } = await searchParams;
  return logAt({ after: after as string | undefined });
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await logOf(props);
  return found ? { title: "Moderation" } : missingMetadata("Not here");
}

export default async function ModerationPage(props: Props) {
  const found = await logOf(props);
  if (!found) return <NotHere />;
  return (
    <main className="sheet page">
      <header className="dateline">
        <div className="min-w-0">
          <h1>Moderation</h1>
          <p className="credit">
            What curators did to editions, the notes that administrators hid or restored, the
            warnings they gave, and why. Nobody is named.
          </p>
        </div>
      </header>
      <ModerationLog entries={found.entries} />
      <MoreLink address="/moderation" more={found.more}>
        Earlier
      </MoreLink>
    </main>
  );
}
