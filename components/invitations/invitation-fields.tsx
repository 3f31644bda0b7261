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

/**
 * The terms of an invitation: the role (the first by default), the number of uses, and the expiry.
 */
export function InvitationTerms<Role extends string>(props: {
  roles: readonly Role[];
  names: Record<Role, string>;
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Select name="role" label="Role" defaultValue={props.roles[0]}>
        {props.roles.map((role) => (
          <option key={role} value={role}>
            {props.names[role]}
          </option>
        ))}
      </Select>
      <Field
        name="mostUses"
        label="Number of people"
        type="number"
        min={1}
        max={100}
        defaultValue={1}
      />
      <Select name="days" label="Expires after" defaultValue="7">
        <option value="1">A day</option>
        <option value="7">A week</option>
        <option value="30">30 days</option>
      </Select>
    </div>
  );
}
