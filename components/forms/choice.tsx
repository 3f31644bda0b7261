"use client";

import type { ReactNode } from "react";
import { useAnswer } from "./action-form";

interface Props {
  type?: "checkbox" | "radio";
  name: string;
  value?: string;
  /** Whether it is checked initially; afterwards it stays as it was sent. */
  checked: boolean;
  className?: string;
  describedBy?: string;
  /** Its label. */
  children: ReactNode;
}

/** A checkbox or a radio button with its label. */
export function Choice({ type = "checkbox", value = "on", className = "choice", ...props }: Props) {
  const { values } = useAnswer().state;
  const { name, children } = props;
  const wasSent = Object.keys(values).length > 0;
  const checked = wasSent ? values[name] === value : props.checked;
  return (
    <label className={className}>
      <input
        type={type}
        name={name}
        value={value}
        defaultChecked={checked}
        aria-describedby={props.describedBy}
      />
      {children}
    </label>
  );
}
