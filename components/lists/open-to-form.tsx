import type { ListMembers } from "@/server/lists/members/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { RoleSelect } from "./role-select";

/** Settles whether the whole team sees a collection, and what its members are there. */
export function OpenToForm({ members, action }: { members: ListMembers; action: FormAction }) {
  const { list, team, visibility, memberRole } = members;
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="listId" value={list.id} />
      <fieldset className="grid gap-1" key={visibility}>
        <legend className="sr-only">Who can see it</legend>
        <label className="choice">
          <input
            type="radio"
            name="visibility"
            value="team"
            defaultChecked={visibility === "team"}
          />
          <span>
            Everyone in <bdi>{team?.name}</bdi>
          </span>
        </label>
        <label className="choice">
          <input
            type="radio"
            name="visibility"
            value="people"
            defaultChecked={visibility === "people"}
          />
          <span>Only people named below, and the team’s owners and admins</span>
        </label>
      </fieldset>
      <p className="inline-field">
        <span aria-hidden="true">Team members are</span>
        <RoleSelect label="Team members are" name="memberRole" value={memberRole} />
      </p>
      <Submit className="btn justify-self-start">Save</Submit>
    </ActionForm>
  );
}
