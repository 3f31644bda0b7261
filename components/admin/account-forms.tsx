import type { AccountPage } from "@/server/admin/accounts/queries";
import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { ConfirmFields } from "../forms/confirm-fields";
import { Submit } from "../forms/submit";
import { MadeLinks } from "../invitations/made-link";

interface Props {
  account: AccountPage;
  means: ConfirmationMeans;
  action: FormAction;
}

const CHANGES = [
  ["administrator", "Make administrator"],
  ["curator", "Make curator"],
  ["reader", "Make reader"],
] as const;

/** Makes somebody an administrator or a curator, or a reader again. */
export function RoleForm(props: Props) {
  const { id, name, role, only, blockedAt } = props.account;
  if (only) {
    return (
      <p>
        This is the only administrator. Make somebody else an administrator before this changes.
      </p>
    );
  }
  if (blockedAt && role === "reader")
    return <p>A blocked account cannot become a curator or an administrator. Unblock it first.</p>;
  return (
    <ActionForm action={props.action} className="grid gap-4">
      <ConfirmFields means={props.means} keep={["role"]} />
      <input type="hidden" name="userId" value={id} />
      <div className="flex flex-wrap gap-2.5">
        {CHANGES.filter(([to]) => to !== role).map(([to, label]) => (
          <Submit key={to} className="btn" name="role" value={to}>
            {label}
            <span className="sr-only">: {name}</span>
          </Submit>
        ))}
      </div>
    </ActionForm>
  );
}

/** Blocks an account or unblocks it, and signs it out. */
export function AccessForm({ account, action }: Omit<Props, "means">) {
  const { id, name, blockedAt, sessions, me } = account;
  return (
    <ActionForm action={action} className="grid gap-4">
      <input type="hidden" name="userId" value={id} />
      {me ? (
        <p className="text-soft">You cannot block your own account.</p>
      ) : (
        <p className="text-soft">
          {blockedAt ? (
            <>
              <bdi>{name}</bdi> cannot sign in. What they wrote stays.
            </>
          ) : (
            "A blocked account is signed out at once and cannot sign in. What it wrote stays."
          )}
        </p>
      )}
      <div className="flex flex-wrap gap-2.5">
        {!me && (
          <Submit className="btn" name="act" value={blockedAt ? "unblock" : "block"}>
            {blockedAt ? "Unblock" : "Block"}
            <span className="sr-only"> {name}</span>
          </Submit>
        )}
        {sessions > 0 && !blockedAt && (
          <Submit className="btn" name="act" value="endSessions">
            Sign out everywhere
          </Submit>
        )}
      </div>
    </ActionForm>
  );
}

/** Makes a link to set a new password. */
export function ResetLinkForm({ account, means, action }: Props) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <ConfirmFields means={means} />
      <input type="hidden" name="userId" value={account.id} />
      <p className="text-soft">
        A reset link lets <bdi>{account.name}</bdi> choose a new password, once, within an hour.
        Pass it on in person.
      </p>
      <MadeLinks />
      <Submit className="btn justify-self-start">Make a reset link</Submit>
    </ActionForm>
  );
}

/** Says whether signing in takes a second step, and turns it off for one who has lost theirs. */
export function SecondStepForm({ account, means, action }: Props) {
  const { id, name, twoStep, me } = account;
  return (
    <ActionForm action={action} className="grid gap-4">
      {twoStep && !me ? (
        <>
          <ConfirmFields means={means} />
          <input type="hidden" name="userId" value={id} />
          <p className="text-soft">
            <bdi>{name}</bdi> signs in with a second step. If they have lost it, turn it off: their
            passkeys, authenticator app and recovery codes are deleted, and they are signed out
            everywhere. Their password stays. Be sure that it is them who ask.
          </p>
          <Submit className="btn justify-self-start">
            Turn off the second step<span className="sr-only"> of {name}</span>
          </Submit>
        </>
      ) : (
        <p className="text-soft">
          {!twoStep ? (
            <>
              <bdi>{name}</bdi> signs in without a second step.
            </>
          ) : (
            "You sign in with a second step. Turn it off under Settings, Security."
          )}
        </p>
      )}
    </ActionForm>
  );
}
