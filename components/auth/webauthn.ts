import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";

/** Errors of the browser's own dialog. */
const REASONS: Record<string, string> = {
  InvalidStateError: "This device already has a passkey for your account.",
  SecurityError: "This browser does not allow passkeys at this address.",
  NotSupportedError: "This browser or device does not make passkeys that Broadsheet can use.",
};

/** Why there is no passkey, as a sentence; null if the reader has just chosen another way. */
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

/** Asks the browser for a passkey, in its dialog or with autofill. */
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

/** Asks the browser to create a passkey. */
export async function makePasskey(optionsJSON: PublicKeyCredentialCreationOptionsJSON) {
  const { startRegistration } = await import("@simplewebauthn/browser");
  return asked(() => startRegistration({ optionsJSON }));
}
