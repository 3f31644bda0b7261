import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { DigestFields, type DigestSettings } from "./digest-fields";
import { EndDigest } from "./own-digest";

interface Props {
  found: { email: string; state: "pending" | "active" | "ended"; settings: DigestSettings };
  saveAction: FormAction;
  endAction: FormAction;
}

/** What a subscriber may change by the link in the mail. */
export function TokenDigest({ found, saveAction, endAction }: Props) {
  const isOn = found.state === "active";
  return (
    <>
      {!isOn && <p className="notice">No mail comes to {found.email} at the moment.</p>}
      <ActionForm action={saveAction} className="grid gap-6">
        <DigestFields settings={found.settings} hasAccount={false} />
        <Submit className="btn btn-solid justify-self-start">
          {isOn ? "Save" : "Send it to me again"}
        </Submit>
      </ActionForm>
      {isOn && <EndDigest action={endAction} />}
    </>
  );
}
