import type { TeamRole } from "@/server/access/policy";
import type { Member, Team } from "@/server/teams/queries";
import { AnsweredForm, Answering, type FormAction, SharedForm } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { UndoRemoval } from "../forms/undo-removal";
import { Avatar } from "../ui/avatar";
import { Moment } from "../ui/moment";
import { Popover } from "../ui/popover";
import { asRole, roleNames } from "./words";

interface Props {
  team: Team;
  /** The members on this page. */
  members: Member[];
  /** How many owners the team has. */
  owners: number;
  action: FormAction;
}

const order: TeamRole[] = ["member", "admin", "owner"];

/** The roles that the reader may grant to, or take from, a member with this role. */
function grantable(own: TeamRole, role: TeamRole): TeamRole[] {
  if (own === "member" || order.indexOf(role) > order.indexOf(own)) return [];
  return order.filter((each) => each !== role && order.indexOf(each) <= order.indexOf(own));
}

/** The members of a team with role and date, and what the reader may change. */
export function Members({ team, members, owners, action }: Props) {
  return (
    <Answering action={action}>
      <AnsweredForm className="grid gap-4">
        <UndoRemoval from={{ teamId: team.id }} />
      </AnsweredForm>
      <ul className="grid">
        {members.map((member) => {
          const needed = owners === 1 && member.role === "owner";
          const roles = needed ? [] : grantable(team.role, member.role);
          return (
            <li key={member.userId} className="settings-row">
              <div className="flex min-w-0 items-center gap-3">
                <Avatar of={member} />
                <div className="min-w-0">
                  <p className="font-medium">
                    <bdi>{member.name}</bdi>
                    {member.me && <span className="tag ms-2 font-normal">You</span>}
                  </p>
                  <p className="text-[0.87rem] text-soft">
                    {roleNames[member.role]} since <Moment at={member.joinedAt} day />
                  </p>
                  {needed && member.me && team.members > 1 && (
                    <p className="text-[0.87rem] text-soft">
                      A team needs an owner: make someone else an owner before you change your role
                      or leave.
                    </p>
                  )}
                </div>
              </div>
              {roles.length > 0 && (
                <SharedForm key={member.role}>
                  <input type="hidden" name="teamId" value={team.id} />
                  <input type="hidden" name="userId" value={member.userId} />
                  <Change member={member} roles={roles} />
                </SharedForm>
              )}
            </li>
          );
        })}
      </ul>
    </Answering>
  );
}

/** Actions for one member; collapsed by default. */
function Change({ member, roles }: { member: Member; roles: TeamRole[] }) {
  const { name, me } = member;
  return (
    <>
      <input type="hidden" name="act" value="setRole" />
      <Popover
        button={
          <>
            Change<span className="sr-only"> {name}</span>
          </>
        }
        label={`Change ${name}`}
      >
        {roles.map((role) => (
          <Submit key={role} className="popover-item" name="role" value={role}>
            {me ? `Become ${asRole[role]}` : `Make ${roleNames[role].toLowerCase()}`}
          </Submit>
        ))}
        {!me && (
          <Submit className="popover-item" name="act" value="remove">
            Remove from team
          </Submit>
        )}
      </Popover>
    </>
  );
}
