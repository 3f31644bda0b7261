import { Secret, TOTP } from "otpauth";
import { encode } from "uqr";

const PERIOD_S = 30;

/** Codes of the previous and next step are accepted too, as clocks differ. */
const DRIFT_STEPS = 1;

const totpOf = (secret: string, { issuer = "", label = "" } = {}) =>
  new TOTP({ issuer, label, secret, period: PERIOD_S });

/** 160 random bits in base32, the format of authenticator apps. */
/** What secrets are sealed for, in the database. */
export const SEALED_FOR = "authenticator secrets";

export const newSecret = () => new Secret({ size: 20 }).base32;

/** The time step of this code, or null. Accept a step only once. */
export function stepOf(code: string, secret: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: DRIFT_STEPS });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta;
}

/** What the reader's app needs: the URL in the QR code, and the QR code as a drawing. */
export function enrolment(secret: string, whose: { issuer: string; label: string }) {
  const { data, size } = encode(totpOf(secret, whose).toString(), { border: 2, ecc: "M" });
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { secret, size, path: dark.join("") };
}
