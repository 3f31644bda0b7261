import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import type { OwnPasskeys } from "@/server/auth/passkeys/queries";
import { CreatePasskey } from "../auth/create-passkey";
import { ActionForm, type FormAction } from "../forms/action-form";
import { ConfirmFields } from "../forms/confirm-fields";
import type { FormState } from "../forms/form-state";
import { Submit } from "../forms/submit";
import { Moment } from "../ui/moment";
import { Section } from "./section";

interface Props {
  own: OwnPasskeys;
  means: ConfirmationMeans;
  actions: {
    addPasskeyAction: FormAction;
    registerPasskeyAction: (answer: unknown) => Promise<FormState>;
    removePasskeyAction: FormAction;
  };
}

/** The reader's passkeys, with buttons to remove each and to add one. */
export function Passkeys({ own, means, actions }: Props) {
  const { passkeys, origin, reason } = own;
  return (
    <Section
      title="Passkeys"
      about="Sign in with your fingerprint, face or screen lock. A passkey needs no password and no second step."
    >
      {passkeys.length > 0 && (
        <ActionForm action={actions.removePasskeyAction} className="grid gap-4">
          <ConfirmFields means={means} keep={["id"]} />
          <ul className="grid">
            {passkeys.map((passkey) => (
              <li key={passkey.id} className="settings-row">
                <div>
                  <p className="font-medium">{passkey.name}</p>
                  <p className="text-[0.87rem] text-soft">
                    Added <Moment at={passkey.createdAt} day />
                    {passkey.lastUsedAt && (
                      <>
                        , last used <Moment at={passkey.lastUsedAt} day />
                      </>
                    )}
                    {!passkey.usable && `. It works at ${passkey.rpId} only, not here`}
                  </p>
                </div>
                <Submit className="btn" name="id" value={passkey.id}>
                  Remove<span className="sr-only"> the passkey {passkey.name}</span>
                </Submit>
              </li>
            ))}
          </ul>
        </ActionForm>
      )}
      {origin === null ? (
        <p>{reason}</p>
      ) : (
        <ActionForm action={actions.addPasskeyAction} className="grid justify-items-start gap-4">
          <ConfirmFields means={means} />
          <CreatePasskey origin={origin} register={actions.registerPasskeyAction} />
        </ActionForm>
      )}
    </Section>
  );
}
