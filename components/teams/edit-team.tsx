import type { Team } from "@/server/teams/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { BegunFrom } from "../forms/begun-from";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { TextArea } from "../forms/text-area";
import { Section } from "../settings/section";

/** Renames and describes a team, or changes its address. */
export function EditTeam({ team, action }: { team: Team; action: FormAction }) {
  return (
    <Section title="Name and address">
      <ActionForm action={action}>
        <input type="hidden" name="teamId" value={team.id} />
        <BegunFrom
          updatedAt={team.updatedAt}
          texts={{ name: team.name, slug: team.slug, description: team.description }}
        />
        <Field name="name" label="Name" defaultValue={team.name} maxLength={120} required />
        <Field
          name="slug"
          label="Address"
          defaultValue={team.slug}
          maxLength={40}
          required
          autoCapitalize="none"
          spellCheck={false}
          hint="The part after /teams/. If you change it, the old address stops working."
        />
        <TextArea
          name="description"
          label="Description"
          defaultValue={team.description}
          maxLength={2_000}
          rows={3}
        />
        <Submit className="btn btn-solid justify-self-start">Save changes</Submit>
      </ActionForm>
    </Section>
  );
}
