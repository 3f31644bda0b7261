"use client";

import type { ComponentProps } from "react";
import { useAnswer } from "./action-form";

/** Submits its form; while that is pending, further presses do nothing. */
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
