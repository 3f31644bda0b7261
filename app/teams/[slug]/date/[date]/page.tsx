import { askedOf, everyones, teamRead } from "@/app/teams/team-edition";
import { longDate } from "@/components/editions/dates";
import { Edition } from "@/components/editions/edition";
import { ownMetadata } from "@/components/seo/metadata";
import { NoTeamEdition } from "@/components/teams/no-team-edition";

type Props = PageProps<"/teams/[slug]/date/[date]">;

const editionOf = teamRead("date", (caller, { team, days, topic, after }) =>
  caller.editions.teamDaily({ team, feedDate: days, topic, after }),
);

const asked = async (props: Props) => askedOf(props, (await props.params).date);

export async function generateMetadata(props: Props) {
  const edition = await editionOf(await asked(props));
  return ownMetadata(edition && `${longDate(edition.feedDate)} · ${edition.team.name}`);
}

export default async function TeamEditionPage(props: Props) {
  const given = await asked(props);
  const edition = await editionOf(given);
  if (!edition) return <NoTeamEdition everyone={everyones("date", given)} />;
  return <Edition edition={edition} isContinued={given.after !== undefined} team={edition.team} />;
}
