import Link from "next/link";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Happenings } from "@/components/teams/happenings";
import { TeamHead } from "@/components/teams/team-head";
import { pageRead, signedIn } from "@/server/api/rsc";

type Props = PageProps<"/teams/[slug]/activity">;

const activityAt = pageRead(async ({ slug, after }: { slug: string; after?: string }) => {
  const { caller } = await signedIn(`/teams/${slug}/activity`, { after });
  const [team, activity] = await Promise.all([
    caller.teams.read({ slug }),
    caller.activity.latest({ slug, after }),
  ]);
  return { team, ...activity };
});

async function activityOf({ params, searchParams }: Props) {
  const [{ slug }, { after }] = await Promise.all([params, searchParams]);
  return activityAt({ slug, after: after as string | undefined });
}

export async function generateMetadata(props: Props) {
  const found = await activityOf(props);
  return ownMetadata(found && `Activity of ${found.team.name}`);
}

export default async function ActivityPage(props: Props) {
  const found = await activityOf(props);
  if (!found) return <NotHere />;
  const { team, happenings, more } = found;
  return (
    <main className="sheet page">
      <TeamHead team={team} current="Activity" />
      <Happenings happenings={happenings} />
      {more && (
        <p className="more">
          <Link
            className="btn"
            href={`/teams/${team.slug}/activity?${new URLSearchParams({ after: more })}`}
            prefetch={false}
          >
            Earlier
          </Link>
        </p>
      )}
    </main>
  );
}
