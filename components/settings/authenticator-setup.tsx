import type { enrolment } from "@/server/auth/second-step/totp";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";

/**
 * The QR code and key for an authenticator app, rendered only here, and the field for its first
 * code.
 */
export function AuthenticatorSetup(props: { enrolment: ReturnType<typeof enrolment> }) {
  const { secret, size, path } = props.enrolment;
  return (
    <div className="grid gap-4">
      <p>Scan this with your authenticator app, then enter the six digits that it shows.</p>
      <svg
        role="img"
        aria-label="QR code for your authenticator app"
        className="qr-code"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
      >
        <path d={path} />
      </svg>
      <p className="text-[0.87rem] text-soft">
        No camera? Enter this key in the app: <code>{secret.replace(/.{4}(?=.)/g, "$& ")}</code>
      </p>
      <div className="grid max-w-[24rem] gap-4">
        <Field
          name="code"
          label="Code from the app"
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={10}
        />
        <div className="flex flex-wrap gap-2.5">
          <Submit name="act" value="enable">
            Turn it on
          </Submit>
          <Submit className="btn" name="act" value="cancel">
            Not now
          </Submit>
        </div>
      </div>
    </div>
  );
}
