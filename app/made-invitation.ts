import type { FormState } from "@/components/forms/form-state";

/** The answer of a form that has created an invitation. */
export function madeInvitation(
  { link, mailed }: { link: string; mailed: boolean },
  { input }: { input: { email: string } },
): Partial<FormState> {
  return {
    values: {},
    link,
    done: mailed
      ? `The invitation is on its way to ${input.email.trim()}. You can also pass on the link yourself; it is shown only now.`
      : "Pass on this link; it is shown only now.",
  };
}
