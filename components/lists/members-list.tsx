import type { ListMembers } from "@/server/list-members/reading";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { Avatar } from "../ui/avatar";
import { RoleSelect } from "./role-select";
import { roleDeeds, roleNames } from "./roles";

type Person = ListMembers["people"][number];

const FROM: Record<Person["from"], string> = {
  owner: "owner of the team",
  admin: "admin of the team",
  team: "member of the team",
  named: "named here",
  guest: "guest",
};

interface Props {
  members: ListMembers;
  set: FormAction;
  remove: FormAction;
}

/** Everybody who may read a collection: what they are, by what, and for managers, how to change it. */
export function MembersList({ members, set, remove }: Props) {
  const { list, people, mayManage } = members;
  return (
    <ul className="members">
      {people.map((person) => (
        <li key={person.userId} className="settings-row member">
          <Avatar name={person.name} />
          <p className="member-name">
            <bdi>{person.name}</bdi>
            {person.isMe && " (you)"}
            <span className="member-role" title={roleDeeds[person.role]}>
              {roleNames[person.role]} · {FROM[person.from]}
            </span>
          </p>
          {mayManage && person.from !== "owner" && person.from !== "admin" && (
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
          {person.namedRole && (mayManage || person.isMe) && (
            <ActionForm action={remove} className="member-form">
              <input type="hidden" name="listId" value={list.id} />
              <input type="hidden" name="userId" value={person.userId} />
              <Submit className="btn btn-quiet">
                {person.from === "guest" ? (person.isMe ? "Leave" : "Remove") : "Remove role"}
                <span className="sr-only"> {person.name}</span>
              </Submit>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}
