import { randomUUID } from "node:crypto";
import Link from "next/link";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { MadeLinks } from "../invitations/made-link";

interface Props {
  /** The reader's teams. */
  teams: { slug: string; name: string }[];
  /** Creates a team, and a link to it. */
  action: FormAction;
}

/** Makes the reader's first team, and gives the link that others join it by. */
export function FirstTeam({ teams, action }: Props) {
  const [team] = teams;
  return (
    <ActionForm action={action} className="grid gap-4">
      <MadeLinks />
      {team ? (
        <p>
          You are in{" "}
          <Link className="link" href={`/teams/${team.slug}`} prefetch={false}>
            <bdi>{team.name}</bdi>
          </Link>
          {teams.length > 1 && ` and ${teams.length - 1} more`}.{" "}
          <Link className="link" href={`/teams/${team.slug}/members`} prefetch={false}>
            Invite others
          </Link>
        </p>
      ) : (
        <>
          <input type="hidden" name="id" value={randomUUID()} />
          <Field
            name="name"
            label="Name of the team"
            maxLength={120}
            autoComplete="off"
            hint="Only you are in it until you share its link. Were you sent a link? Open it, and you are in."
          />
          <Submit className="btn btn-solid justify-self-start">Create the team</Submit>
        </>
      )}
    </ActionForm>
  );
}
