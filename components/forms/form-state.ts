import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";

/** What a form gets back: what was typed, what is wrong with it, or what was done. */
export interface FormState {
  values: Record<string, string>;
  errors: Record<string, string>;
  /** What is stored for the fields now, where somebody else has written. */
  now?: Record<string, string>;
  /** A refusal that belongs to no field. */
  refusal?: string;
  /** Whether the form must first ask the reader to confirm that it is them. */
  confirm?: boolean;
  done?: string;
  /** A link that is shown only now. */
  link?: string;
  /** Codes that are shown only now. */
  codes?: string[];
  /** What the browser is to ask an authenticator for a new passkey. */
  registration?: PublicKeyCredentialCreationOptionsJSON;
  /** Whom or what undo puts back. */
  undo?: string;
  /** Where to go next, as a whole new document; without scripts a link leads there. */
  goTo?: string;
}
