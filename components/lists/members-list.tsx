import type { ReactNode } from "react";
import type { ListMembers } from "@/server/lists/members/queries";
import {
  ActionForm,
  AnsweredForm,
  Answering,
  type FormAction,
  SharedForm,
} from "../forms/action-form";
import { Confirm } from "../forms/confirm";
import { Submit } from "../forms/submit";
import { UndoRemoval } from "../forms/undo-removal";
import { Roles } from "../invitations/invitation-fields";
import { Avatar } from "../ui/avatar";
import { RoleSelect } from "./role-select";
import { roleDeeds, roleNames, roles } from "./roles";

type Person = ListMembers["people"][number];

const FROM: Record<Person["from"], string> = {
  owner: "owner of the team",
  admin: "admin of the team",
  team: "member of the team",
  named: "named here",
  guest: "guest",
};

/** Owners and admins are always managers; no single collection can change that. */
const runsTheTeam = ({ from }: Person) => from === "owner" || from === "admin";

interface Props {
  members: ListMembers;
  set: FormAction;
  /** Removes a named role, or undoes that. */
  remove: FormAction;
}

/**
 * The people who may read a collection: their roles, where each comes from, and for managers,
 * controls to change them.
 */
export function MembersList({ members, set, remove }: Props) {
  const { list, people, mayManage, visibility } = members;
  return (
    <Answering action={remove}>
      <AnsweredForm className="grid gap-3">
        <UndoRemoval from={{ listId: list.id }} />
      </AnsweredForm>
      {mayManage && <Roles roles={roles} names={roleNames} deeds={roleDeeds} />}
      <ul className="members">
        {people.map((person) => (
          <li key={person.userId} className="settings-row member">
            <Avatar of={person} />
            <p className="member-name">
              <bdi>{person.name}</bdi>
              {person.isMe && " (you)"}
              <span className="member-role" title={roleDeeds[person.role]}>
                {roleNames[person.role]} · {FROM[person.from]}
              </span>
            </p>
            {mayManage && !runsTheTeam(person) && (
              <ActionForm action={set} className="member-form">
                <input type="hidden" name="listId" value={list.id} />
                <input type="hidden" name="userId" value={person.userId} />
                <RoleSelect
                  label={`Role of ${person.name}`}
                  value={person.namedRole ?? person.role}
                />
                <Submit className="btn">Set</Submit>
              </ActionForm>
            )}
            {(person.from === "guest" || person.from === "named") && person.isMe && (
              <Leave
                member={{ listId: list.id, userId: person.userId }}
                leaves={person.from === "guest" || visibility === "people"}
              />
            )}
            {person.namedRole && !person.isMe && mayManage && !runsTheTeam(person) && (
              <RemoveForm member={{ listId: list.id, userId: person.userId }}>
                <Submit className="btn btn-quiet">
                  {person.from === "guest" ? "Remove" : "Remove role"}
                  <span className="sr-only"> {person.name}</span>
                </Submit>
              </RemoveForm>
            )}
          </li>
        ))}
      </ul>
    </Answering>
  );
}

interface MemberKey {
  listId: string;
  userId: string;
}

function RemoveForm({ member, children }: { member: MemberKey; children: ReactNode }) {
  return (
    <SharedForm>
      <input type="hidden" name="act" value="remove" />
      <input type="hidden" name="listId" value={member.listId} />
      <input type="hidden" name="userId" value={member.userId} />
      {children}
    </SharedForm>
  );
}

/** Giving up a named role cannot be undone: says what will be lost. */
function Leave({ member, leaves }: { member: MemberKey; leaves: boolean }) {
  return (
    <Confirm label={leaves ? "Leave" : "Give up my role here"}>
      <p>
        {leaves
          ? "You will no longer see this collection, unless someone adds you again. What you added and wrote for others stays."
          : "You keep the role that the team gives you."}
      </p>
      <RemoveForm member={member}>
        <Submit>{leaves ? "Yes, leave" : "Yes, give it up"}</Submit>
      </RemoveForm>
    </Confirm>
  );
}
