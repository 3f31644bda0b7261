import type { ListRole } from "@/server/access/policy";
import { roleNames, roles } from "./roles";

interface Props {
  /** For screen readers, where no label is seen. */
  label: string;
  value: ListRole;
  name?: string;
}

/** Chooses a role. */
export function RoleSelect({ label, value, name = "role" }: Props) {
  return (
    <select
      key={value}
      className="field select"
      name={name}
      aria-label={label}
      defaultValue={value}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {roleNames[role]}
        </option>
      ))}
    </select>
  );
}
