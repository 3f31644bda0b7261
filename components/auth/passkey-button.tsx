"use client";

import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { useCallback, useEffect, useState } from "react";
import type { FormState } from "../forms/form-state";
import { askForPasskey } from "./webauthn";

interface Props {
  options: PublicKeyCredentialRequestOptionsJSON;
  action: (answer: unknown) => Promise<FormState>;
  label: string;
  /** Whether the browser also offers passkeys in the email field. */
  autofill?: boolean;
}

/** Signs in, or takes the second step, with a passkey. Shown only with scripts. */
export function PasskeyButton({ options, action, label, autofill = false }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  const use = useCallback(
    async (inField: boolean) => {
      const { answer, reason } = await askForPasskey(options, inField);
      if (!answer) {
        // the reader did not ask for what a field offers
        if (!inField) setRefusal(reason);
        return;
      }
      const state = await action(answer);
      if (state.goTo) window.location.assign(state.goTo);
      else setRefusal(state.refusal ?? "The passkey was not accepted. Please try another way.");
    },
    [options, action],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the browser is asked once a page
  useEffect(() => {
    if (autofill) void use(true);
  }, []);

  const press = async () => {
    if (pending) return;
    setPending(true);
    setRefusal(null);
    await use(false).catch(() => setRefusal("The server did not answer. Please try again."));
    setPending(false);
  };
  return (
    <div className="scripted-only">
      <div className="grid gap-2.5">
        <button type="button" className="btn" aria-disabled={pending || undefined} onClick={press}>
          {label}
        </button>
        {refusal && (
          <p role="alert" className="notice">
            {refusal}
          </p>
        )}
      </div>
    </div>
  );
}
