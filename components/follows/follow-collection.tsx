import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";

interface Props {
  listId: string;
  /** Its name, for screen readers where there are several. */
  name?: string;
  isOn: boolean;
  action: FormAction;
}

/** Follows a collection, or stops: what others add to it is then in the reader's digest. */
export function FollowCollection({ listId, name, isOn, action }: Props) {
  return (
    <ActionForm action={action} className="flex">
      <input type="hidden" name="listId" value={listId} />
      <input type="hidden" name="on" value={isOn ? "off" : "on"} />
      <Submit className="btn" title="Whether my morning paper has what others add to it">
        {isOn ? "Unfollow" : "Follow"}
        {name && <span className="sr-only"> {name}</span>}
      </Submit>
    </ActionForm>
  );
}
