import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { Moment } from "../ui/moment";

interface Props {
  warnings: { id: string; reason: string; createdAt: Date }[];
  action: FormAction;
}

/** What administrators have told the reader. */
export function WarningList({ warnings, action }: Props) {
  return (
    <ActionForm action={action} className="grid gap-4">
      {warnings.length === 0 && <p className="text-soft">There is nothing to read here.</p>}
      <ul>
        {warnings.map(({ id, reason, createdAt }) => (
          <li key={id} className="reported">
            <p dir="auto" className="[overflow-wrap:anywhere]">
              {reason}
            </p>
            <p className="text-[0.87rem] text-soft">
              <Moment at={createdAt} />
            </p>
            <Submit className="btn justify-self-start" name="id" value={id}>
              I have read this
            </Submit>
          </li>
        ))}
      </ul>
    </ActionForm>
  );
}
