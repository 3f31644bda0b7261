import type { ListMembers } from "@/server/lists/members/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Choice } from "../forms/choice";
import { Shown } from "../forms/shown";
import { Submit } from "../forms/submit";
import { RoleSelect } from "./role-select";

interface Props {
  members: ListMembers;
  /** Whether a public link shows the collection to anyone. */
  isPublic: boolean;
  action: FormAction;
}

/** Sets whether the whole team sees a collection, and its members' role. */
export function OpenToForm({ members, isPublic, action }: Props) {
  const { list, team, visibility, memberRole } = members;
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="listId" value={list.id} />
      <Shown texts={{ visibility, memberRole }} />
      <fieldset className="grid gap-1" key={visibility}>
        <legend className="sr-only">Who can see it</legend>
        <Choice type="radio" name="visibility" value="team" checked={visibility === "team"}>
          <span>
            Everyone in <bdi>{team?.name}</bdi>
          </span>
        </Choice>
        <Choice type="radio" name="visibility" value="people" checked={visibility === "people"}>
          <span>Only people named below, and the team’s owners and admins</span>
        </Choice>
      </fieldset>
      {isPublic && visibility === "people" && (
        <p className="notice">
          The public link still works: anyone who has it can read this collection.{" "}
          <a className="link" href="#public">
            Revoke the link
          </a>
        </p>
      )}
      <p className="inline-field">
        <span aria-hidden="true">Team members are</span>
        <RoleSelect label="Team members are" name="memberRole" value={memberRole} />
      </p>
      <Submit className="btn justify-self-start">Save</Submit>
    </ActionForm>
  );
}
