import { askedOf, everyones, teamRead } from "@/app/teams/team-edition";
import { nearWeek, spanOf } from "@/components/editions/dates";
import { Period } from "@/components/editions/period";
import { ownMetadata } from "@/components/seo/metadata";
import { NoTeamEdition } from "@/components/teams/no-team-edition";

type Props = PageProps<"/teams/[slug]/week/[week]">;

const weekOf = teamRead("week", (caller, { team, days, topic, after }) =>
  caller.editions.teamWeekly({ team, week: days, topic, after }),
);

const asked = async (props: Props) => askedOf(props, (await props.params).week);

export async function generateMetadata(props: Props) {
  const page = await weekOf(await asked(props));
  return ownMetadata(page && `${spanOf(page.from, page.to)} · ${page.team.name}`);
}

export default async function TeamWeekPage(props: Props) {
  const given = await asked(props);
  const page = await weekOf(given);
  if (!page) return <NoTeamEdition everyone={everyones("week", given)} />;
  return (
    <Period
      unit="week"
      title={spanOf(page.from, page.to)}
      page={page}
      days={`week/${page.week}`}
      isContinued={given.after !== undefined}
      nameOf={(other) => nearWeek(other, page.week)}
      team={page.team}
    />
  );
}
