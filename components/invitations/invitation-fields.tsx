import { Field } from "../forms/field";
import { Select } from "../forms/select";

/** Who an invitation is for. */
export function InvitedAddress() {
  return (
    <Field
      name="email"
      label="Email"
      type="email"
      autoComplete="off"
      hint="Only this address can use the invitation. Leave it empty to let anyone with the link use it."
    />
  );
}

interface RoleProps<Role extends string> {
  roles: readonly Role[];
  names: Record<Role, string>;
  /** What each role allows: "reads and discusses". */
  deeds: Record<Role, string>;
}

/** Chooses a role, the first by default, and says below what each one allows if that is given. */
export function RoleField<Role extends string>(
  props: Omit<RoleProps<Role>, "deeds"> & { deeds?: Record<Role, string> },
) {
  const { roles, names, deeds } = props;
  return (
    <>
      <Select name="role" label="Role" defaultValue={roles[0]}>
        {roles.map((role) => (
          <option key={role} value={role}>
            {names[role]}
          </option>
        ))}
      </Select>
      {deeds && <Roles roles={roles} names={names} deeds={deeds} />}
    </>
  );
}

/** What each role allows, in a line below the row of fields. */
export function Roles<Role extends string>({ roles, names, deeds }: RoleProps<Role>) {
  return (
    <dl className="role-guide">
      {roles.map((role) => (
        <div key={role}>
          <dt>{names[role]}</dt> <dd>{deeds[role]}</dd>
        </div>
      ))}
    </dl>
  );
}

export const PeopleField = (props: { defaultValue: number }) => (
  <Field name="mostUses" label="Number of people" type="number" min={1} max={100} {...props} />
);

export const ExpirySelect = () => (
  <Select name="days" label="Expires after" defaultValue="7">
    <option value="1">A day</option>
    <option value="7">A week</option>
    <option value="30">30 days</option>
  </Select>
);
