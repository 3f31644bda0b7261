import Link from "next/link";
import type { RouterOutputs } from "@/server/api/root";
import { WhatThisIs } from "../auth/what-this-is";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { whoSees } from "../settings/who-sees";
import { asRole } from "../teams/words";

interface Props {
  invitation: RouterOutputs["invitations"]["open"];
  token: string;
  signedIn: boolean;
  /** Whether the votes of the reader, or of a new account, are shown only to teams. */
  hidesVotes: boolean;
  join: FormAction;
}

/** Who invites the reader, to what, and in which role; only pressing the button joins. */
export function InvitationView({ invitation, token, signedIn, hidesVotes, join }: Props) {
  const { inviter, team, list, teamRole, listRole, refusal } = invitation;
  const role = teamRole ?? listRole ?? "viewer";
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title" dir="auto">
        {teamRole ? `Join ${team}` : `Read ${list} together`}
      </h1>
      <p className="text-[1.05rem]">
        <bdi>{inviter}</bdi> invites you to{" "}
        {teamRole ? (
          <>
            the team <b dir="auto">{team}</b>
          </>
        ) : (
          <>
            the collection <b dir="auto">{list}</b> of the team {team}
          </>
        )}
        , as {asRole[role]}.
      </p>
      {teamRole && list && (
        <p className="text-soft">
          You will start on its collection <bdi>{list}</bdi>.
        </p>
      )}
      {refusal && (
        <>
          <p className="notice">{refusal}</p>
          <form method="post" action={`/sign-out?${wayBack(token)}`}>
            <button type="submit" className="btn">
              Sign out and use another account
            </button>
          </form>
        </>
      )}
      {signedIn && !refusal && (
        <ActionForm action={join}>
          <Submit>{teamRole ? "Join the team" : "Open the collection"}</Submit>
        </ActionForm>
      )}
      {!signedIn && (
        <>
          <WhatThisIs />
          <WaysIn token={token} />
        </>
      )}
      {!refusal && (
        <p className="text-[0.87rem] text-soft">
          {whoSees(hidesVotes)} Who sees your votes can be changed under{" "}
          {signedIn ? (
            <Link className="link" href="/settings#votes" prefetch={false}>
              Settings
            </Link>
          ) : (
            "Settings"
          )}
          .
        </p>
      )}
    </main>
  );
}

/** A link back to the invitation. */
const wayBack = (token: string, also?: Record<string, string>) =>
  new URLSearchParams({ ...also, callbackUrl: `/join/${token}` });

function WaysIn({ token }: { token: string }) {
  return (
    <div className="grid gap-2.5">
      <Link
        className="btn btn-solid"
        href={`/sign-up?${wayBack(token, { invitation: token })}`}
        prefetch={false}
      >
        Create an account
      </Link>
      <Link className="btn" href={`/sign-in?${wayBack(token)}`} prefetch={false}>
        I have an account
      </Link>
    </div>
  );
}
