"use client";

import { useRef, useState } from "react";
import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import { askForPasskey } from "../auth/webauthn";
import { useAnswer } from "./action-form";
import { Field } from "./field";
import { PasswordField } from "./password-field";
import { Submit } from "./submit";

interface Props {
  means: ConfirmationMeans;
  /** The values of pressed buttons to send again with the confirmation. */
  keep?: string[];
  /** Whether to ask before the form is first sent, if confirmation is known to be needed. */
  ahead?: boolean;
}

/**
 * Asks the reader to confirm their identity, once the form's action has said that it is needed, and
 * sends the form again. It must come first in its form: buttons pressed later take precedence.
 */
export function ConfirmFields({ means, keep = [], ahead = false }: Props) {
  const { state } = useAnswer();
  const isAhead = ahead && !means.confirmed;
  if (!state.confirm && !isAhead) return null;
  const fault = state.errors.passwordNow ?? state.errors.codeNow;
  return (
    <div className="grid gap-4">
      {keep.map(
        (name) =>
          state.values[name] !== undefined && (
            <input key={name} type="hidden" name={name} value={state.values[name]} />
          ),
      )}
      {state.confirm && !fault && !state.done && (
        <p role="alert" tabIndex={-1} className="notice">
          Please confirm that it is you. You will not be asked again for ten minutes.
        </p>
      )}
      {means.password && (
        <PasswordField
          name="passwordNow"
          label="Your password"
          autoComplete="current-password"
          required={!means.passkey}
        />
      )}
      {means.mail && (
        <Field
          name="codeNow"
          label="Code from the email"
          autoComplete="one-time-code"
          inputMode="numeric"
        />
      )}
      <div className="flex flex-wrap gap-2.5">
        {!isAhead && (means.password || means.mail) && <Submit>Confirm and continue</Submit>}
        {means.mail && (
          <Submit className="btn" name="mailCode" value="yes">
            Email me a code
          </Submit>
        )}
        {means.passkey && <ConfirmByPasskey options={means.passkey} />}
        {means.providers.map(({ id, name }) => (
          <Submit key={id} className="btn" name="providerNow" value={id}>
            Sign in again with {name}
          </Submit>
        ))}
      </div>
    </div>
  );
}

/** Asks the browser for a passkey, and sends the form that it is in with the answer. */
function ConfirmByPasskey({ options }: { options: NonNullable<ConfirmationMeans["passkey"]> }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const press = async () => {
    setRefusal(null);
    const { answer, reason } = await askForPasskey(options);
    setRefusal(reason);
    if (!answer || !field.current) return;
    field.current.value = JSON.stringify(answer);
    field.current.form?.requestSubmit();
    // it is accepted once
    field.current.value = "";
  };
  return (
    <div className="scripted-only">
      <input ref={field} type="hidden" name="passkeyNow" defaultValue="" />
      <button type="button" className="btn" onClick={press}>
        Confirm with a passkey
      </button>
      {refusal && (
        <p role="alert" className="notice">
          {refusal}
        </p>
      )}
    </div>
  );
}
