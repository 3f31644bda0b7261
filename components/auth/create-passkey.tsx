"use client";

import { useEffect, useRef, useState } from "react";
import { useAnswer } from "../forms/action-form";
import type { FormState } from "../forms/form-state";
import { Submit } from "../forms/submit";
import { makePasskey } from "./webauthn";

interface Props {
  /** The origin at which browsers allow creating this site's passkeys. */
  origin: string;
  register: (answer: unknown) => Promise<FormState>;
}

/** The button of the form that adds a passkey; the form's answer makes the browser ask for one. */
export function CreatePasskey({ origin, register }: Props) {
  const { state } = useAnswer();
  const [told, setTold] = useState<FormState | null>(null);
  const [elsewhere, setElsewhere] = useState(false);
  const { registration } = state;
  const asked = useRef(registration);

  useEffect(() => setElsewhere(window.location.origin !== origin), [origin]);
  useEffect(() => {
    // once per answer, whatever else the page renders
    if (!registration || asked.current === registration) return;
    asked.current = registration;
    const refused = (refusal: string) => setTold({ values: {}, errors: {}, refusal });
    makePasskey(registration)
      .then(async ({ answer, reason }) => {
        if (answer) setTold(await register(answer));
        else if (reason) refused(reason);
      })
      .catch(() => refused("The server did not answer. Please try again."));
  }, [registration, register]);

  if (elsewhere) {
    return (
      <p>
        Passkeys work at <b>{origin}</b> only, and you are at another address of this site.
      </p>
    );
  }
  return (
    <>
      <noscript>
        <p>Passkeys need scripts, which this browser does not run here.</p>
      </noscript>
      <div className="scripted-only">
        <Submit className="btn">Add a passkey</Submit>
      </div>
      {told?.refusal && (
        <p role="alert" className="notice">
          {told.refusal}
        </p>
      )}
      {told?.done && (
        <p role="status" className="notice">
          {told.done}
        </p>
      )}
    </>
  );
}
