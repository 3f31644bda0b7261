import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";

/** What the browser's own dialog can end with, apart from a passkey. */
const REASONS: Record<string, string> = {
  InvalidStateError: "This device already has a passkey for your account.",
  SecurityError: "This browser does not allow passkeys at this address.",
  NotSupportedError: "This browser or device does not make passkeys that Broadsheet can use.",
};

/** Why there is no passkey, as a sentence; null where the reader has just gone another way. */
function reasonOf(error: unknown): string | null {
  const name = error instanceof Error ? error.name : "";
  if (name === "AbortError") return null;
  return REASONS[name] ?? "No passkey was used. Try again, or use another way.";
}

type Asked<T> = { answer: T; reason: null } | { answer: null; reason: string | null };

async function asked<T>(ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { answer: await ask(), reason: null };
  } catch (error) {
    return { answer: null, reason: reasonOf(error) };
  }
}

/** Asks the browser for a passkey, in its dialog or among what it fills into fields. */
export async function askForPasskey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
  useBrowserAutofill = false,
) {
  const { browserSupportsWebAuthnAutofill, startAuthentication } = await import(
    "@simplewebauthn/browser"
  );
  if (useBrowserAutofill && !(await browserSupportsWebAuthnAutofill())) {
    return { answer: null, reason: null };
  }
  return asked(() => startAuthentication({ optionsJSON, useBrowserAutofill }));
}

/** Asks the browser to make a passkey. */
export async function makePasskey(optionsJSON: PublicKeyCredentialCreationOptionsJSON) {
  const { startRegistration } = await import("@simplewebauthn/browser");
  return asked(() => startRegistration({ optionsJSON }));
}
