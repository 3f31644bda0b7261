import type { Member, Team } from "@/server/teams/queries";
import { Told } from "../ui/told";

interface Props {
  team: Team;
  others: Member[];
  /** The URL's parameters: whether the team's address has changed, or who owns it now. */
  asked: Record<string, string | string[] | undefined>;
}

/** What has just been done to a team, shown above its settings. */
export function SettingsNews({ team, others, asked }: Props) {
  const owner = others.find(({ userId, role }) => userId === asked.owner && role === "owner");
  return (
    <>
      {asked.moved !== undefined && (
        <p role="status" className="notice">
          The team is at /teams/{team.slug} now; its old address no longer works.
        </p>
      )}
      {owner && team.role === "admin" && (
        <Told text={`${owner.name} now owns ${team.name}, and you are one of its admins.`} />
      )}
    </>
  );
}
