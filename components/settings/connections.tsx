import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { ConfirmFields } from "../forms/confirm-fields";
import { Submit } from "../forms/submit";
import { Section } from "./section";

/** The providers that the reader can sign in with, if any is configured. */
export function Connections(props: {
  providers: { id: string; name: string }[];
  connected: string[];
  refusal: string | undefined;
  means: ConfirmationMeans;
  actions: { connectAction: FormAction; disconnectAction: FormAction };
}) {
  if (props.providers.length === 0) return null;
  const { connectAction, disconnectAction } = props.actions;
  return (
    <Section title="Other ways to sign in">
      {props.refusal && (
        <p role="alert" className="notice">
          {props.refusal}
        </p>
      )}
      <ul className="grid">
        {props.providers.map(({ id, name }) => {
          const isConnected = props.connected.includes(id);
          return (
            <li key={id} className="settings-row">
              <p className="font-medium">
                {name}
                {isConnected && <span className="tag ms-2 font-normal">Connected</span>}
              </p>
              <ActionForm
                key={String(isConnected)}
                action={isConnected ? disconnectAction : connectAction}
              >
                <ConfirmFields means={props.means} keep={["provider"]} />
                <Submit className="btn" name="provider" value={id}>
                  {isConnected ? "Disconnect" : "Connect"}
                  <span className="sr-only"> {name}</span>
                </Submit>
              </ActionForm>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
