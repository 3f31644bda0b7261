import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { ProposalsView } from "@/components/teams/proposals/proposals-view";
import { TeamHead } from "@/components/teams/team-head";
import { pageRead, signedIn } from "@/server/api/rsc";
import { proposeAction, supportAction, thresholdAction, vetoAction } from "./actions";

type Props = PageProps<"/teams/[slug]/proposals">;

const proposalsAt = pageRead(async ({ slug }: { slug: string }) => {
  const { caller } = await signedIn(`/teams/${slug}/proposals`);
  const [team, found] = await Promise.all([
    caller.teams.read({ slug }),
    caller.proposals.ofTeam({ slug }),
  ]);
  return { team, found };
});

export async function generateMetadata({ params }: Props) {
  const found = await proposalsAt(await params);
  return ownMetadata(found && `Proposals to ${found.team.name}`);
}

export default async function ProposalsPage({ params, searchParams }: Props) {
  const page = await proposalsAt(await params);
  if (!page) return <NotHere />;
  const { paper } = await searchParams;
  return (
    <main className="sheet page">
      <TeamHead team={page.team} current="Proposals" />
      <ProposalsView
        found={page.found}
        slug={page.team.slug}
        paper={typeof paper === "string" ? paper.slice(0, 300) : ""}
        propose={proposeAction}
        support={supportAction}
        veto={vetoAction}
        setThreshold={thresholdAction}
      />
    </main>
  );
}
