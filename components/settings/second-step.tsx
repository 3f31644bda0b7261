import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import type { SecondStepStatus } from "@/server/auth/second-step/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { ConfirmFields } from "../forms/confirm-fields";
import { Submit } from "../forms/submit";
import { AuthenticatorSetup } from "./authenticator-setup";
import { RecoveryCodes } from "./recovery-codes";
import { Section } from "./section";

interface Props {
  status: SecondStepStatus;
  means: ConfirmationMeans;
  action: FormAction;
}

/** Whether signing in requires a second step, and which; all in one form. */
export function SecondStep({ status, means, action }: Props) {
  return (
    <Section
      title="Second step"
      about="After your password, a mailed link or another service, ask for a code from an app on your phone or for a passkey."
    >
      {status.available ? (
        <ActionForm action={action} className="grid gap-4">
          <ConfirmFields means={means} keep={["act"]} />
          <RecoveryCodes />
          <p>{inWords(status)}</p>
          {status.enrolment && <AuthenticatorSetup enrolment={status.enrolment} />}
          <div className="flex flex-wrap gap-2.5">
            <Acts status={status} />
          </div>
        </ActionForm>
      ) : (
        <p>A second step needs AUTH_SECRET, which is not set on this server.</p>
      )}
    </Section>
  );
}

function inWords({ on, authenticator, passkeys, codesLeft }: SecondStepStatus): string {
  if (!on) return "It is off.";
  const by = [
    authenticator && "your authenticator app",
    passkeys > 0 && (passkeys === 1 ? "your passkey" : "one of your passkeys"),
  ].filter(Boolean);
  const codes = codesLeft === 1 ? "1 recovery code is" : `${codesLeft || "No"} recovery codes are`;
  return `It is on, with ${by.join(" or ") || "your recovery codes"}. ${codes} left.`;
}

/** The form's buttons that apply now. */
function Acts({
  status: { on, authenticator, passkeys, enrolment },
}: {
  status: SecondStepStatus;
}) {
  const acts = [
    !enrolment && ["start", authenticator ? "Set up another app" : "Set up an authenticator app"],
    !on && passkeys > 0 && ["passkey", "Use my passkeys"],
    on && ["renew", "New recovery codes"],
    on && ["off", "Turn the second step off"],
  ];
  return acts.map(
    (act) =>
      act && (
        <Submit key={act[0]} className="btn" name="act" value={act[0]}>
          {act[1]}
        </Submit>
      ),
  );
}
