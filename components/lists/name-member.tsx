import type { ListMembers } from "@/server/lists/members/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { RoleSelect } from "./role-select";

/** Names a team member who cannot see the collection yet. */
export function NameMember({ members, action }: { members: ListMembers; action: FormAction }) {
  const { list, others } = members;
  if (others.length === 0) return null;
  return (
    <ActionForm action={action} className="inline-field">
      <input type="hidden" name="listId" value={list.id} />
      <select className="field select" name="userId" aria-label="Team member">
        {others.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
      </select>
      <RoleSelect label="Their role" value="editor" />
      <Submit className="btn">Add</Submit>
    </ActionForm>
  );
}
