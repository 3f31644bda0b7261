import { askedOf, everyones, teamRead } from "@/app/teams/team-edition";
import { monthTitle, nearMonth } from "@/components/editions/dates";
import { Period } from "@/components/editions/period";
import { ownMetadata } from "@/components/seo/metadata";
import { NoTeamEdition } from "@/components/teams/no-team-edition";

type Props = PageProps<"/teams/[slug]/month/[month]">;

const monthOf = teamRead("month", (caller, { team, days, topic, after }) =>
  caller.editions.teamMonthly({ team, month: days, topic, after }),
);

const asked = async (props: Props) => askedOf(props, (await props.params).month);

export async function generateMetadata(props: Props) {
  const page = await monthOf(await asked(props));
  return ownMetadata(page && `${monthTitle(page.month)} · ${page.team.name}`);
}

export default async function TeamMonthPage(props: Props) {
  const given = await asked(props);
  const page = await monthOf(given);
  if (!page) return <NoTeamEdition everyone={everyones("month", given)} />;
  return (
    <Period
      unit="month"
      title={monthTitle(page.month)}
      page={page}
      days={`month/${page.month}`}
      isContinued={given.after !== undefined}
      nameOf={(other) => nearMonth(other, page.month)}
      team={page.team}
    />
  );
}
