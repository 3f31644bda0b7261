"use client";

import { useId } from "react";
import { ActionForm, type FormAction, useAnswer } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { CopyButton } from "../ui/copy-button";

export function InvitationForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <Link />
      <Field
        name="email"
        label="Email"
        type="email"
        autoComplete="off"
        hint="Only this address can then use the invitation. Left empty, whoever has the link can."
      />
      <Submit className="btn btn-solid justify-self-start">Create invitation</Submit>
    </ActionForm>
  );
}

/** The link of the invitation just made. */
function Link() {
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
