import { ActionForm, type FormAction } from "../forms/action-form";
import { Choice } from "../forms/choice";
import { SaveOnChange } from "../forms/save-on-change";
import { Submit } from "../forms/submit";

/** Who sees what the reader voted for: everyone, or only their teams. */
export function VotesForm({ hidesVotes, action }: { hidesVotes: boolean; action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <div>
        <Choice name="hidesVotes" checked={hidesVotes} describedBy="hides-votes-hint">
          Show my votes only to my teams
        </Choice>
        <p className="text-[0.87rem] text-soft" id="hides-votes-hint">
          They count all the same; your name is left out where others see who voted.
        </p>
      </div>
      <SaveOnChange />
      <Submit className="btn btn-solid unscripted-only justify-self-start">Save</Submit>
    </ActionForm>
  );
}
