"use client";

import type { ComponentProps } from "react";
import { useAnswer } from "./action-form";

/** Sends its form; while it is being answered, a second press does nothing. */
export function Submit({ className = "btn btn-solid", ...props }: ComponentProps<"button">) {
  const { pending } = useAnswer();
  return (
    <button
      {...props}
      type="submit"
      className={className}
      aria-disabled={pending || undefined}
      onClick={(event) => pending && event.preventDefault()}
    />
  );
}
