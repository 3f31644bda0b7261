import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";

/** A form's answer: what was typed, what is wrong with it, or what was done. */
export interface FormState {
  values: Record<string, string>;
  errors: Record<string, string>;
  /** The stored values of the fields, if somebody else has changed them. */
  now?: Record<string, string>;
  /** A refusal that concerns no single field. */
  refusal?: string;
  /** Whether the form must first ask the reader to confirm their identity. */
  confirm?: boolean;
  done?: string;
  /** A link that is shown only once. */
  link?: string;
  /** One such link for each of these people. */
  links?: { of: string; link: string }[];
  /** Codes that are shown only once. */
  codes?: string[];
  /** WebAuthn options for creating a passkey. */
  registration?: PublicKeyCredentialCreationOptionsJSON;
  /** The person or thing that undo restores. */
  undo?: string;
  /** Where to go next, as a new document; without scripts, a link. */
  goTo?: string;
  /** Whether this has signed the reader out, so that the browser forgets them. */
  signedOut?: boolean;
}

/** The object of the fields that say what the page showed in each field; see `Shown`. */
export const SHOWN = "shown";

/** What the page showed in a field when the reader began to change it. */
export const shownIn = ({ values }: FormState, name: string): string | undefined =>
  values[`${SHOWN}.${name}`];

/** Fields that are not given back with the others: secrets, and what is no text of the reader's. */
export const NOT_RETURNED =
  /^(password|code|passwordNow|codeNow|passkeyNow|mailCode|providerNow|scripted)$/;
