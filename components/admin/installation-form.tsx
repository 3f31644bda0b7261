import Link from "next/link";
import type { InstallationSettings } from "@/server/installation/queries";
import type { SignUpPolicy } from "@/server/installation/schema";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Choice } from "../forms/choice";
import { Field } from "../forms/field";
import { Shown } from "../forms/shown";
import { Submit } from "../forms/submit";
import { Section } from "../settings/section";

const POLICIES: [policy: SignUpPolicy, title: string, about: string][] = [
  ["open", "Anyone", "Everybody who can open this site can create an account."],
  ["invite", "By invitation", "An account needs a link from an administrator or from a team."],
  ["closed", "Nobody new", "There are no new accounts. Existing accounts keep working."],
];

interface Props {
  settings: InstallationSettings;
  action: FormAction;
}

/** What the installation is called, and who may create an account. */
export function InstallationForm({ settings, action }: Props) {
  const { name, signUp, isFixed, hidesVotes } = settings;
  return (
    <Section title="Name and sign-up" about="Every page follows at once.">
      <ActionForm action={action}>
        <Shown texts={{ name, signUp, hidesVotes: hidesVotes ? "on" : "" }} />
        <Field
          name="name"
          label="Name"
          required
          defaultValue={name}
          hint="Set over the editions, in the head of every page and in its title. At most 30 characters."
        />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">Who may create an account</legend>
          {isFixed ? (
            <p>
              {POLICIES.find(([policy]) => policy === signUp)?.[1]}. This is set as SIGN_UP in the
              server’s environment, which wins over what could be chosen here.
            </p>
          ) : (
            POLICIES.map(([policy, title, about]) => (
              <Choice
                key={policy}
                type="radio"
                name="signUp"
                value={policy}
                checked={policy === signUp}
              >
                <span>
                  <span className="font-medium">{title}</span>
                  <span className="block text-[0.87rem] text-soft">{about}</span>
                </span>
              </Choice>
            ))
          )}
        </fieldset>
        <p>
          <Link className="link" href="/settings/invitations" prefetch={false}>
            Create and revoke invitations
          </Link>
        </p>
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">Votes of new accounts</legend>
          <Choice name="hidesVotes" checked={hidesVotes}>
            <span>
              <span className="font-medium">Show them only to their teams</span>
              <span className="block text-[0.87rem] text-soft">
                Otherwise strangers can read who voted. Readers change it for themselves under
                Settings; accounts that exist keep what they have.
              </span>
            </span>
          </Choice>
        </fieldset>
        <Submit className="btn btn-solid justify-self-start">Save changes</Submit>
      </ActionForm>
    </Section>
  );
}
