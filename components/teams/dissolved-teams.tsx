import type { MyTeams } from "@/server/teams/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { Section } from "../settings/section";
import { Moment } from "../ui/moment";

/** Dissolved teams that their owners can still restore. */
export function DissolvedTeams(props: { teams: MyTeams["dissolved"]; action: FormAction }) {
  if (props.teams.length === 0) return null;
  return (
    <Section
      title="Dissolved"
      about="Nobody can see these teams and their collections anymore. You can restore them, with everything that was in them."
    >
      <ActionForm action={props.action}>
        <ul className="grid">
          {props.teams.map((team) => (
            <li key={team.id} className="settings-row">
              <div className="min-w-0">
                <p className="font-medium" dir="auto">
                  {team.name}
                </p>
                <p className="text-[0.87rem] text-soft">
                  Deleted for good after <Moment at={team.until} day />
                </p>
              </div>
              <Submit className="btn" name="teamId" value={team.id}>
                Restore<span className="sr-only"> {team.name}</span>
              </Submit>
            </li>
          ))}
        </ul>
      </ActionForm>
    </Section>
  );
}
