"use client";

import type { ListRole } from "@/server/access/policy";
import { useAnswer } from "../forms/action-form";
import { roleNames, roles } from "./roles";

interface Props {
  /** For screen readers, as there is no visible label. */
  label: string;
  value: ListRole;
  name?: string;
}

/** Chooses a role, and keeps the choice that was sent. */
export function RoleSelect({ label, value, name = "role" }: Props) {
  const chosen = useAnswer().state.values[name] ?? value;
  return (
    <select
      key={chosen}
      className="field select"
      name={name}
      aria-label={label}
      defaultValue={chosen}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {roleNames[role]}
        </option>
      ))}
    </select>
  );
}
