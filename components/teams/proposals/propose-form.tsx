import { ActionForm, type FormAction } from "../../forms/action-form";
import { Field } from "../../forms/field";
import { Submit } from "../../forms/submit";

interface ProposeProps {
  teamId: string;
  paper: string;
  action: FormAction;
}

/** Proposes a paper that is here. */
export function ProposeForm({ teamId, paper, action }: ProposeProps) {
  return (
    <ActionForm action={action}>
      <input type="hidden" name="teamId" value={teamId} />
      <Field
        name="paper"
        label="arXiv id, or the address of the paper here"
        defaultValue={paper}
        maxLength={300}
        required
        autoCapitalize="none"
        spellCheck={false}
      />
      <Submit className="btn btn-solid justify-self-start">Propose paper</Submit>
    </ActionForm>
  );
}

interface ThresholdProps {
  teamId: string;
  threshold: number;
  action: FormAction;
}

/** Sets how many members a proposal needs. */
export function ThresholdForm({ teamId, threshold, action }: ThresholdProps) {
  return (
    <ActionForm action={action}>
      <input type="hidden" name="teamId" value={teamId} />
      <Field
        name="threshold"
        label="Members, the proposer among them"
        type="number"
        min={1}
        max={20}
        defaultValue={threshold}
        required
        hint="It counts from the next agreement on. What is printed stays."
      />
      <Submit className="btn justify-self-start">Save</Submit>
    </ActionForm>
  );
}
