"use client";

import { useAnswer } from "../forms/action-form";
import { CopyButton } from "../ui/copy-button";

const ID = "recovery-codes";

/** New recovery codes from a form's answer, shown only once. */
export function RecoveryCodes() {
  const { codes = [] } = useAnswer().state;
  if (codes.length === 0) return null;
  return (
    <div className="notice grid gap-3">
      <p>
        <b>Keep these recovery codes</b> in a safe place, apart from your phone. Each works once,
        when you do not have your phone. They are shown only now.
      </p>
      <pre id={ID} className="font-mono">
        {codes.join("\n")}
      </pre>
      <div>
        <CopyButton of={ID} what="Recovery codes" />
      </div>
    </div>
  );
}
