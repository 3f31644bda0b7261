import type { FormState } from "@/components/forms/form-state";
import type { RouterOutputs } from "@/server/api/root";

type Invited = RouterOutputs["invitations"]["createForTeamEach"];

const listed = (names: string[]) => new Intl.ListFormat("en-US").format(names);

/** The answer of a form that has invited several addresses. */
export function madeInvitations({ made, members, invited }: Invited): Partial<FormState> {
  const mailed = made.some((each) => each.mailed);
  const done = [
    made.length > 0 &&
      (mailed
        ? `${made.length === 1 ? "1 person is" : `${made.length} people are`} invited by email. You can also pass on the links yourself; they are shown only now.`
        : "Pass on these links; they are shown only now."),
    members.length > 0 &&
      `${listed(members)} ${members.length === 1 ? "is" : "are"} in the team already.`,
    invited.length > 0 &&
      `${listed(invited)} ${invited.length === 1 ? "has an open invitation" : "have open invitations"} already: below you can make a new link.`,
  ];
  return {
    values: {},
    done: done.filter(Boolean).join(" "),
    links: made.map(({ email, link }) => ({ of: email, link })),
  };
}

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
