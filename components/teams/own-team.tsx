import type { Member, Team } from "@/server/teams/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Confirm } from "../forms/confirm";
import { Submit } from "../forms/submit";
import { Section } from "../settings/section";
import { HandOver } from "./hand-over";

interface Props {
  team: Team;
  others: Member[];
  transfer: FormAction;
  dissolve: FormAction;
}

/** What only owners do: transfer or dissolve the team. */
export function OwnTeam({ team, others, transfer, dissolve }: Props) {
  return (
    <>
      <Section title="Transfer" about="Someone else becomes the owner, and you become an admin.">
        {others.length === 0 ? (
          <p className="text-soft">Nobody else is in the team yet.</p>
        ) : (
          <HandOver team={team} others={others} action={transfer} />
        )}
      </Section>
      <Section title="Dissolve">
        <Confirm label="Dissolve this team">
          <p>
            The team and all its collections are gone for everybody at once. For 30 days its owners
            find it under Teams and can restore it; after that it is gone for good.
          </p>
          <ActionForm action={dissolve}>
            <input type="hidden" name="teamId" value={team.id} />
            <Submit className="btn btn-solid justify-self-start">Yes, dissolve {team.name}</Submit>
          </ActionForm>
        </Confirm>
      </Section>
    </>
  );
}
