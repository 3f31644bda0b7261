import type { Team } from "@/server/teams/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Confirm } from "../forms/confirm";
import { Submit } from "../forms/submit";
import { Section } from "../settings/section";

export function LeaveTeam({ team, action }: { team: Team; action: FormAction }) {
  return (
    <Section title="Leave">
      <Confirm label="Leave this team">
        <p>
          You will no longer see the team and its collections, unless someone invites you again.
          What you added and wrote for others stays with them.
        </p>
        <ActionForm action={action}>
          <input type="hidden" name="teamId" value={team.id} />
          <Submit className="btn btn-solid justify-self-start">Yes, leave {team.name}</Submit>
        </ActionForm>
      </Confirm>
    </Section>
  );
}
