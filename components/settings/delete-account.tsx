import Link from "next/link";
import type { DeletionPreview } from "@/server/accounts/queries";
import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Confirm } from "../forms/confirm";
import { ConfirmFields } from "../forms/confirm-fields";
import { Field } from "../forms/field";
import { Select } from "../forms/select";
import { Submit } from "../forms/submit";
import { papersIn } from "../papers/names";
import { Section } from "./section";

const number = new Intl.NumberFormat("en-US");
const counted = (count: number, one: string) =>
  `${number.format(count)} ${count === 1 ? one : `${one}s`}`;

/**
 * Says what is deleted and what is kept, asks for the next owners of the reader's teams, and
 * deletes the account.
 */
export function DeleteAccount(props: {
  deletionPreview: DeletionPreview;
  means: ConfirmationMeans;
  action: FormAction;
}) {
  const { deletionPreview, means, action } = props;
  const { papers, lists, privateNotes, votes, notes, teams, email } = deletionPreview;
  if (deletionPreview.onlyAdministrator) {
    return (
      <Section title="Delete account">
        <p>
          You are the only administrator. Make somebody else an{" "}
          <Link className="link" href="/admin/accounts" prefetch={false}>
            administrator
          </Link>{" "}
          before you delete your account.
        </p>
      </Section>
    );
  }
  return (
    <Section title="Delete account">
      <Confirm label="Delete my account">
        <p>
          <b>Deleted for good:</b> your library ({papersIn(papers)}),{" "}
          {counted(lists, "reading list")}, {counted(privateNotes, "note")} for yourself,{" "}
          {counted(votes, "upvote")}, and your place in every team. You are signed out everywhere.
          Nobody can undo this.
        </p>
        <p>
          <b>Kept, without your name:</b> {counted(notes, "note")} that you wrote for others, and
          what you added to collections.
        </p>
        <p>
          <b>To take with you:</b> export{" "}
          <a className="link" href="/library/export/json">
            your library
          </a>{" "}
          and{" "}
          <a className="link" href="/notes/export/md">
            your notes
          </a>{" "}
          first. Each of{" "}
          <Link className="link" href="/lists" prefetch={false}>
            your lists
          </Link>{" "}
          has its own export.
        </p>
        <ActionForm action={action}>
          <ConfirmFields means={means} ahead />
          <Teams teams={teams} />
          <Field
            name="email"
            label={`Type ${email} to continue`}
            type="email"
            autoComplete="off"
            required
          />
          <Submit className="btn btn-solid justify-self-start">Delete my account for good</Submit>
        </ActionForm>
      </Confirm>
    </Section>
  );
}

/** The next owners of teams that only the reader owns. */
function Teams({ teams }: { teams: DeletionPreview["teams"] }) {
  const alone = teams.filter(({ successors }) => successors.length === 0);
  return (
    <>
      {alone.length > 0 && (
        <p>
          Nobody else is in <bdi>{alone.map(({ name }) => name).join(", ")}</bdi>, so it is
          dissolved, with its collections.
        </p>
      )}
      {teams.map(
        ({ id, name, successors }) =>
          successors.length > 0 && (
            <Select
              key={id}
              name={`successors.${id}`}
              label={`New owner of ${name}`}
              hint="A team needs an owner. We suggest its longest-standing admin, or else its longest-standing member."
            >
              {successors.map(({ userId, name: successor }) => (
                <option key={userId} value={userId}>
                  {successor}
                </option>
              ))}
            </Select>
          ),
      )}
    </>
  );
}
