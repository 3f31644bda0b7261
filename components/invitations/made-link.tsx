"use client";

import { useId } from "react";
import { useAnswer } from "../forms/action-form";
import { CopyButton } from "../ui/copy-button";

/** The link of the invitation just created. */
export function MadeLink() {
  const id = useId();
  const { link } = useAnswer().state;
  if (!link) return null;
  return (
    <p className="flex items-center justify-between gap-3">
      <code id={id} className="min-w-0 break-all text-[0.87rem]">
        {link}
      </code>
      <CopyButton of={id} what="The link" />
    </p>
  );
}
